// Delimiters and line breaks of CSV, sought in many bytes at once. For .cpp files of geo alone.
#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace geo {

/// Tells the bytes that end a field outside of quotes.
class CsvMarks {
public:
    /// Bytes that are looked at together.
    static constexpr std::size_t width = 16;

    explicit CsvMarks(char delimiter) : m_delimiter(delimiter) {}

    [[nodiscard]] bool is_mark(char byte) const {
        return byte == m_delimiter || byte == '\n' || byte == '\r';
    }

    /// A bit for each of the `width` bytes from `from` on, the first byte's the lowest.
    [[nodiscard]] std::uint32_t bits(const char* from) const {
#if defined(__SSE2__)
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
        const __m128i breaks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
                                            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
        const __m128i found = _mm_or_si128(breaks, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(m_delimiter)));
        return static_cast<std::uint32_t>(_mm_movemask_epi8(found));
#else
        std::uint32_t found = 0;
        for (std::size_t i = 0; i < width; ++i)
            found |= static_cast<std::uint32_t>(is_mark(from[i])) << i;
        return found;
#endif
    }

    /// Position of the first mark from `at` on, or the end of the text. O(bytes).
    [[nodiscard]] std::size_t next(std::string_view text, std::size_t at) const {
        for (; at + width <= text.size(); at += width) {
            if (const std::uint32_t found = bits(text.data() + at); found != 0)
                return at + static_cast<std::size_t>(std::countr_zero(found));
        }
        while (at < text.size() && !is_mark(text[at]))
            ++at;
        return at;
    }

private:
    char m_delimiter;
};

}  // namespace geo
