#include "geo/csv_blocks.hpp"

#include <algorithm>
#include <cstring>

#include "geo/csv_records.hpp"
#include "geo/encoding.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Position of the quote that closes the one at `open`; npos when the text ends first, or ends with a quote
/// that may be the first half of a doubled one.
std::size_t closing_quote(std::string_view text, std::size_t open) {
    std::size_t at = text.find('"', open + 1);
    while (at != npos && at + 1 < text.size() && text[at + 1] == '"')
        at = text.find('"', at + 2);
    return at == npos || at + 1 == text.size() ? npos : at;
}

bool begins_field(std::string_view text, std::size_t at, char delimiter) {
    return at == 0 || text[at - 1] == delimiter || text[at - 1] == '\n' || text[at - 1] == '\r';
}

/// Behind the last `line_break` outside quotes that is not the last byte, for which `counts` holds; or 0.
template <class Counts>
std::size_t behind_last(std::string_view text, char delimiter, char line_break, std::size_t& open_quote,
                        Counts counts) {
    std::size_t end = 0;
    std::size_t begin = 0;
    open_quote = npos;
    for (;;) {
        const std::size_t quote = text.find('"', begin);
        const std::size_t plain_end = std::min(quote, text.size());
        const std::size_t found = text.substr(begin, plain_end - begin).rfind(line_break);
        if (found != npos && counts(begin + found)) end = begin + found + 1;
        if (quote == npos) return end;
        begin = quote + 1;
        if (!begins_field(text, quote, delimiter)) continue;
        const std::size_t close = closing_quote(text, quote);
        if (close == npos) {
            open_quote = quote;
            return end;
        }
        begin = close + 1;
    }
}

std::string inner_extension(const std::filesystem::path& path) {
    const std::string extension = lower_extension(path);
    return extension == ".gz" ? lower_extension(path.stem()) : extension;
}

}  // namespace

std::size_t end_of_records(std::string_view text, char delimiter, std::size_t& open_quote) {
    const std::size_t end = behind_last(text, delimiter, '\n', open_quote, [](std::size_t) { return true; });
    if (end > 0) return end;
    // Text of old Macs. A return at the very end may be the first half of a line break.
    return behind_last(text, delimiter, '\r', open_quote,
                       [&](std::size_t at) { return at + 1 < text.size(); });
}

CsvBlocks::CsvBlocks(const std::filesystem::path& path, std::size_t block_bytes)
    : m_source(path), m_block_bytes(std::max<std::size_t>(block_bytes, 1)) {
    // Enough to see the mark and whether anything but blanks is there, and the first line for its delimiter.
    constexpr std::size_t longest_mark = 4;
    constexpr std::size_t longest_first_line = std::size_t{1} << 20;
    std::vector<char> head;
    std::size_t filled = 0;
    std::string_view text;
    do {
        fill(head, filled, m_block_bytes);
        text = {head.data(), filled};
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        const bool enough = filled >= longest_mark && text.find_first_not_of(" \t\r\n") != npos &&
                            text.find_first_of("\r\n") != npos;
        if (enough) break;
    } while (!m_source_ended && filled < longest_first_line);
    check_beginning(path, text);
    m_delimiter = delimiter_of(inner_extension(path), text);
    m_rest = text;
}

void CsvBlocks::fill(std::vector<char>& bytes, std::size_t& filled, std::size_t most) {
    // One byte more than is read, so that the text can be ended by a line break.
    if (bytes.size() < filled + most + 1) bytes.resize(filled + most + 1);
    const std::size_t got = m_source.read({bytes.data() + filled, most});
    m_source_ended = got < most;
    filled += got;
}

bool CsvBlocks::next(CsvBlock& block) {
    std::size_t filled = m_rest.size();
    if (block.bytes.size() < filled + 1) block.bytes.resize(filled + 1);
    std::memcpy(block.bytes.data(), m_rest.data(), filled);
    m_rest.clear();
    // Twice as much each time that a record does not end, so that a long one takes no square of time.
    for (std::size_t most = m_block_bytes;;
         most = std::min(std::max(most, filled), most_record_bytes + m_block_bytes - filled)) {
        if (!m_source_ended) fill(block.bytes, filled, most);
        const std::string_view text(block.bytes.data(), filled);
        std::size_t open_quote = npos;
        const std::size_t end = m_source_ended ? filled : end_of_records(text, m_delimiter, open_quote);
        if (end > 0) {
            block.text = text.substr(0, end);
            block.has_quotes = block.text.find('"') != npos;
            m_rest = text.substr(end);
            return true;
        }
        if (m_source_ended) return false;
        if (filled >= most_record_bytes) {
            const std::string_view before = text.substr(0, open_quote == npos ? 0 : open_quote);
            throw RecordError{1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
                              open_quote == npos ? "a line of more than 64 MiB"
                                                 : "a quote is opened and never closed within 64 MiB",
                              {}};
        }
    }
}

}  // namespace geo
