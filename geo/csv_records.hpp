// Records of comma-separated text, one after the other: what geo/csv.cpp and geo/csv_stream.cpp both read
// with. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"

namespace geo {

/// What is wrong with a record, and the line of the text it stands on, counted from 1.
struct RecordError {
    std::size_t line;
    std::string what;
    std::string remedy;
};

/// Walks over the text field by field; a record ends at a line break outside quotes. A quote opens a quoted
/// field only where the field begins.
class RecordReader {
public:
    RecordReader(std::string_view text, char delimiter) : m_text(text), m_delimiter(delimiter) {}

    /// Reads the next record that is not a blank line; false at the end.
    /// @throws RecordError for a quote that is never closed and for text after a closing quote.
    bool next();

    [[nodiscard]] std::size_t used() const { return m_fields.size(); }  ///< fields of the record
    /// Valid until the next record; part of the text, unless it has doubled quotes.
    [[nodiscard]] std::string_view field(std::size_t i) const { return m_fields[i]; }
    [[nodiscard]] std::size_t line() const { return m_record_line; }  ///< on which the record begins
    [[nodiscard]] std::size_t lines_passed() const { return m_line - 1; }
    [[nodiscard]] std::size_t position() const { return m_at; }  ///< in the text, of what comes next

    /// True when the record has fields and all are empty: spreadsheets save the empty rows below a table as
    /// rows of commas.
    [[nodiscard]] bool is_blank_row() const;

private:
    void end_line();
    bool take_delimiter();
    std::string_view read_field();
    std::string_view read_quoted();
    std::string_view read_doubled(std::string_view before, std::size_t opened);
    std::string_view read_to_quote(std::size_t opened);

    std::string_view m_text;
    char m_delimiter;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_record_line = 1;
    std::vector<std::string_view> m_fields;
    std::deque<std::string> m_texts;  // of the fields with doubled quotes
};

/// The columns that the record in `reader` names, without cells: `column_2` for an empty second name.
/// @throws RecordError for two columns of one name.
[[nodiscard]] std::vector<Column> columns_of_header(RecordReader& reader);

/// "3 fields where the header has 4".
[[nodiscard]] RecordError wrong_length(std::size_t line, std::size_t fields, std::size_t columns);

/// Tab for .tsv, and for .txt whose first line has one; else a comma.
[[nodiscard]] char delimiter_of(const std::string& extension, std::string_view text);

/// @throws InputError for UTF-16 and for text of nothing but blanks.
void check_beginning(const std::filesystem::path& path, std::string_view text);

/// @throws InputError for a path that is nothing, a folder, an empty file or Parquet by its ending.
void check_table_file(const std::filesystem::path& path);

/// The advice for columnar files, which GDAL of Debian 12 cannot read.
[[noreturn]] void refuse_parquet(const std::filesystem::path& path);

}  // namespace geo
