#include "geo/csv_records.hpp"

#include <algorithm>
#include <system_error>
#include <unordered_set>

#include "geo/csv_marks.hpp"
#include "geo/encoding.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"

namespace geo {

bool RecordReader::next() {
    while (m_at < m_text.size() && (m_text[m_at] == '\n' || m_text[m_at] == '\r'))
        end_line();
    if (m_at >= m_text.size()) return false;
    m_fields.clear();
    m_texts.clear();
    m_record_line = m_line;
    do {
        m_fields.push_back(read_field());
    } while (take_delimiter());
    if (m_at < m_text.size()) end_line();
    return true;
}

bool RecordReader::is_blank_row() const {
    return m_fields.size() >= 2 &&
           std::ranges::all_of(m_fields, [](std::string_view field) { return field.empty(); });
}

void RecordReader::end_line() {
    if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n') ++m_at;
    ++m_at;
    ++m_line;
}

bool RecordReader::take_delimiter() {
    if (m_at >= m_text.size() || m_text[m_at] != m_delimiter) return false;
    ++m_at;
    return true;
}

std::string_view RecordReader::read_field() {
    if (m_at < m_text.size() && m_text[m_at] == '"') return read_quoted();
    const std::size_t begin = m_at;
    m_at = CsvMarks(m_delimiter).next(m_text, m_at);
    return m_text.substr(begin, m_at - begin);
}

std::string_view RecordReader::read_quoted() {
    const std::size_t opened = m_line;
    std::string_view field = read_to_quote(opened);
    if (m_at < m_text.size() && m_text[m_at] == '"') field = read_doubled(field, opened);
    const bool ended =
        m_at >= m_text.size() || m_text[m_at] == m_delimiter || m_text[m_at] == '\n' || m_text[m_at] == '\r';
    if (!ended)
        throw RecordError{m_line, "text follows a closing quote",
                          "write a quote inside a quoted field twice"};
    return field;
}

// The field whose first part is `before`; what is to come begins with the second quote of two.
std::string_view RecordReader::read_doubled(std::string_view before, std::size_t opened) {
    std::string& text = m_texts.emplace_back(before);
    while (m_at < m_text.size() && m_text[m_at] == '"')
        text.append(1, '"').append(read_to_quote(opened));
    return text;
}

// What stands between the quote here and the next, after which reading goes on.
std::string_view RecordReader::read_to_quote(std::size_t opened) {
    ++m_at;
    const std::size_t quote = m_text.find('"', m_at);
    if (quote == std::string_view::npos) throw RecordError{opened, "a quote is opened and never closed", {}};
    const std::string_view part = m_text.substr(m_at, quote - m_at);
    m_line += static_cast<std::size_t>(std::ranges::count(part, '\n'));
    m_at = quote + 1;
    return part;
}

std::vector<Column> columns_of_header(RecordReader& reader) {
    std::vector<Column> columns;
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < reader.used(); ++i) {
        std::string_view text = trimmed(reader.field(i));
        // Files that were joined have the mark after blank lines too, or more than once.
        while (i == 0 && text.starts_with(byte_order_mark))
            text = trimmed(text.substr(byte_order_mark.size()));
        std::string name(text);
        // Statistical packages leave the name of the row numbers empty.
        if (name.empty()) name = "column_" + std::to_string(i + 1);
        if (!seen.insert(name).second)
            throw RecordError{reader.line(), "two columns are called '" + name + "'", "rename one"};
        columns.push_back({std::move(name), ColumnType::text, {}});
    }
    return columns;
}

RecordError wrong_length(std::size_t line, std::size_t fields, std::size_t columns) {
    return {line,
            std::to_string(fields) + (fields == 1 ? " field" : " fields") + " where the header has " +
                std::to_string(columns),
            {}};
}

char delimiter_of(const std::string& extension, std::string_view text) {
    if (extension == ".tsv") return '\t';
    if (extension != ".txt") return ',';
    const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
    return header.find('\t') != std::string_view::npos ? '\t' : ',';
}

void check_beginning(const std::filesystem::path& path, std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        throw InputError(path.string(), "is UTF-16 text", "save it as CSV in UTF-8");
    if (text.starts_with("PAR1")) refuse_parquet(path);
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        throw InputError(path.string(), "the file is empty");
}

void check_table_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) throw InputError(path.string(), "no such file");
    if (std::filesystem::is_directory(status)) throw InputError(path.string(), "is a folder, not a table");
    if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(path, error) == 0)
        throw InputError(path.string(), "the file is empty");
    const std::string extension = lower_extension(path);
    if (extension == ".parquet" || extension == ".pq") refuse_parquet(path);
}

void refuse_parquet(const std::filesystem::path& path) {
    throw InputError(path.string(), "is a Parquet file, which this build does not read",
                     "write it as .csv or .csv.gz first, for example with read_parquet() and to_csv() of "
                     "pandas or COPY of DuckDB");
}

}  // namespace geo
