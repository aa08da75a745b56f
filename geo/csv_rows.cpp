#include "geo/csv_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "geo/csv_marks.hpp"
#include "geo/csv_records.hpp"

namespace geo {

namespace {

constexpr std::size_t batch_rows = 512;

/// Positions of the delimiters and line breaks of `text`, ascending, from `out` on; the end of them.
std::uint32_t* write_marks(std::string_view text, char delimiter, std::uint32_t* out) {
    const CsvMarks marks(delimiter);
    const auto bits = [&](std::size_t at) { return std::uint64_t{marks.bits(text.data() + at)}; };
    std::size_t i = 0;
    // Four times sixteen bytes make a word of bits, after Langdale and Lemire (2019).
    for (; i + 64 <= text.size(); i += 64) {
        std::uint64_t word = bits(i) | bits(i + 16) << 16 | bits(i + 32) << 32 | bits(i + 48) << 48;
        while (word != 0) {
            *out++ = static_cast<std::uint32_t>(i) + static_cast<std::uint32_t>(std::countr_zero(word));
            word &= word - 1;
        }
    }
    for (; i < text.size(); ++i) {
        *out = static_cast<std::uint32_t>(i);
        out += marks.is_mark(text[i]) ? 1 : 0;
    }
    return out;
}

}  // namespace

std::size_t CsvRowReader::read(CsvBlock& block, CsvPlace first_place) {
    m_first_place = first_place;
    const std::size_t nul = block.text.find('\0');
    if (nul == std::string_view::npos) return read_rows(block);
    const std::string_view before = block.text.substr(0, nul);
    std::size_t open_quote = 0;
    block.text = before.substr(0, end_of_records(before, m_shape.delimiter, open_quote));
    if (!block.text.empty()) (void)read_rows(block);
    throw RecordError{1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
                      "has a NUL byte: this is not a text file",
                      {}};
}

std::size_t CsvRowReader::read_rows(CsvBlock& block) {
    try {
        const std::size_t lines = block.has_quotes ? read_quoted(block.text) : read_plain(block);
        give();
        return lines;
    } catch (const RecordError&) {
        // What is wrong with the rows before comes first.
        give();
        throw;
    }
}

void CsvRowReader::find_marks(std::string_view text) {
    // A position too many is written and taken back.
    if (m_marks.size() < text.size() + 1) m_marks.resize(text.size() + 1);
    const std::uint32_t* end = write_marks(text, m_shape.delimiter, m_marks.data());
    m_mark_count = static_cast<std::size_t>(end - m_marks.data());
}

std::size_t CsvRowReader::read_plain(CsvBlock& block) {
    std::string_view text = block.text;
    if (!text.empty() && text.back() != '\n' && text.back() != '\r') {
        // The last line of the file; the storage has room for its line break.
        block.bytes[static_cast<std::size_t>(text.data() - block.bytes.data()) + text.size()] = '\n';
        text = {text.data(), text.size() + 1};
    }
    find_marks(text);
    const std::vector<std::uint32_t>& marks = m_marks;
    const auto is_break = [&](std::size_t mark) { return text[marks[mark]] != m_shape.delimiter; };
    std::size_t line = 1;
    std::size_t begin = 0;  // of the row
    for (std::size_t first = 0; first < m_mark_count; ++line) {
        std::size_t last = first;  // the mark that ends the row
        while (!is_break(last))
            ++last;
        if (marks[last] > begin) {
            if (last - first + 1 != m_shape.columns)
                throw wrong_length(line, last - first + 1, m_shape.columns);
            // Spreadsheets save the empty rows below a table as rows of commas.
            if (last == first || marks[last] - begin != last - first) {
                for (const std::size_t column : m_shape.chosen) {
                    const std::size_t from = column == 0 ? begin : marks[first + column - 1] + 1;
                    m_cells.push_back(text.substr(from, marks[first + column] - from));
                }
                end_row(line);
            }
        }
        begin = marks[last] + 1;
        if (text[marks[last]] == '\r' && begin < text.size() && text[begin] == '\n') {
            ++last;
            ++begin;
        }
        first = last + 1;
    }
    return line - 1;
}

std::size_t CsvRowReader::read_quoted(std::string_view text) {
    RecordReader reader(text, m_shape.delimiter);
    m_texts.resize(batch_rows * m_shape.chosen.size());
    while (reader.next()) {
        if (reader.used() != m_shape.columns)
            throw wrong_length(reader.line(), reader.used(), m_shape.columns);
        if (reader.is_blank_row()) continue;
        for (const std::size_t column : m_shape.chosen) {
            std::string& kept = m_texts[m_cells.size()];
            kept = reader.field(column);
            m_cells.emplace_back(kept);
        }
        end_row(reader.line());
    }
    return reader.lines_passed();
}

void CsvRowReader::end_row(std::size_t line) {
    m_places.push_back(m_first_place + line);
    if (m_places.size() == batch_rows) give();
}

void CsvRowReader::give() {
    if (!m_places.empty()) m_take({m_shape.chosen.size(), m_cells, m_places});
    m_cells.clear();
    m_places.clear();
}

}  // namespace geo
