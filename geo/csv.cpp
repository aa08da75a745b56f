#include "geo/csv.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unordered_set>

#include "geo/encoding.hpp"
#include "geo/error.hpp"
#include "geo/spreadsheet.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string read_bytes(const std::filesystem::path& path) {
    const std::ifstream file(path, std::ios::binary);
    if (!file) throw InputError(path.string(), "cannot be opened", "check its permissions");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (file.bad() || bytes.bad()) throw InputError(path.string(), "cannot be read to its end");
    return std::move(bytes).str();
}

void check_text(const std::filesystem::path& path, std::string_view text) {
    const std::string where = path.string();
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        throw InputError(where, "is UTF-16 text", "save it as CSV in UTF-8");
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        throw InputError(where + ", line " + std::to_string(line), "has a NUL byte: this is not a text file");
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        throw InputError(where, "the file is empty");
}

char delimiter_of(const std::string& extension, std::string_view text) {
    if (extension == ".tsv") return '\t';
    if (extension != ".txt") return ',';
    const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
    return header.find('\t') != std::string_view::npos ? '\t' : ',';
}

// Walks over the text field by field; a record ends at a line break outside quotes.
class RecordReader {
public:
    RecordReader(std::string_view text, char delimiter, std::string path)
        : m_text(text), m_delimiter(delimiter), m_path(std::move(path)) {}

    // Reads the next record that is not a blank line into `fields`, of which the first `used()` count.
    bool next() {
        while (m_at < m_text.size() && (m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            end_line();
        if (m_at >= m_text.size()) return false;
        m_used = 0;
        m_record_line = m_line;
        do {
            if (m_used == m_fields.size()) m_fields.emplace_back();
            read_field(m_fields[m_used++]);
        } while (take_delimiter());
        if (m_at < m_text.size()) end_line();
        return true;
    }

    [[nodiscard]] std::size_t used() const { return m_used; }
    [[nodiscard]] std::size_t line() const { return m_record_line; }
    [[nodiscard]] std::string& field(std::size_t i) { return m_fields[i]; }

    [[noreturn]] void fail(std::size_t line, std::string_view what, std::string_view remedy = {}) const {
        throw InputError(m_path + ", line " + std::to_string(line), what, remedy);
    }

private:
    void end_line() {
        if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n') ++m_at;
        ++m_at;
        ++m_line;
    }

    bool take_delimiter() {
        if (m_at >= m_text.size() || m_text[m_at] != m_delimiter) return false;
        ++m_at;
        return true;
    }

    void read_field(std::string& out) {
        out.clear();
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            read_quoted(out);
            return;
        }
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_delimiter && m_text[m_at] != '\n' &&
               m_text[m_at] != '\r')
            ++m_at;
        out.assign(m_text, begin, m_at - begin);
    }

    void read_quoted(std::string& out) {
        const std::size_t opened = m_line;
        ++m_at;
        for (;;) {
            const std::size_t quote = m_text.find('"', m_at);
            if (quote == std::string_view::npos) fail(opened, "a quote is opened and never closed");
            const std::string_view part = m_text.substr(m_at, quote - m_at);
            m_line += static_cast<std::size_t>(std::ranges::count(part, '\n'));
            out.append(part);
            m_at = quote + 1;
            if (m_at >= m_text.size() || m_text[m_at] != '"') break;
            out.push_back('"');
            ++m_at;
        }
        const bool ended = m_at >= m_text.size() || m_text[m_at] == m_delimiter || m_text[m_at] == '\n' ||
                           m_text[m_at] == '\r';
        if (!ended) fail(m_line, "text follows a closing quote", "write a quote inside a quoted field twice");
    }

    std::string_view m_text;
    char m_delimiter;
    std::string m_path;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_record_line = 1;
    std::vector<std::string> m_fields;
    std::size_t m_used = 0;
};

void read_header(RecordReader& reader, Table& table) {
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
            reader.fail(reader.line(), "two columns are called '" + name + "'", "rename one");
        table.columns.push_back({std::move(name), ColumnType::text, {}});
    }
}

void read_rows(RecordReader& reader, Table& table) {
    const std::size_t columns = table.columns.size();
    while (reader.next()) {
        if (reader.used() != columns) {
            reader.fail(reader.line(), std::to_string(reader.used()) +
                                           (reader.used() == 1 ? " field" : " fields") +
                                           " where the header has " + std::to_string(columns));
        }
        bool blank = true;
        for (std::size_t i = 0; i < columns && blank; ++i)
            blank = reader.field(i).empty();
        // Spreadsheets save the empty rows below a table as a row of commas.
        if (blank && columns > 1) continue;
        for (std::size_t i = 0; i < columns; ++i)
            table.columns[i].cells.push_back(reader.field(i));
        table.lines.push_back(reader.line());
    }
}

Table read_delimited(const std::filesystem::path& path, const std::string& extension,
                     std::vector<Finding>& findings) {
    std::string bytes = read_bytes(path);
    std::string_view text = bytes;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    check_text(path, text);
    std::string converted;
    if (!is_utf8(text)) {
        converted = windows_1252_to_utf8(text);
        text = converted;
        findings.push_back({.kind = FindingKind::assumption,
                            .severity = Severity::note,
                            .codes = {},
                            .text = path.string() + " is not UTF-8 and is read as Windows-1252."});
    }
    Table table;
    table.path = path.string();
    RecordReader reader(text, delimiter_of(extension, text), table.path);
    if (reader.next()) read_header(reader, table);
    const auto rows = static_cast<std::size_t>(std::ranges::count(text, '\n'));
    for (Column& column : table.columns)
        column.cells.reserve(rows);
    read_rows(reader, table);
    return table;
}

void append_field(std::string& out, std::string_view field) {
    const bool blank_edge = !field.empty() && (field.front() == ' ' || field.back() == ' ');
    if (!blank_edge && field.find_first_of(",\"\r\n") == std::string_view::npos) {
        out.append(field);
        return;
    }
    out.push_back('"');
    for (const char c : field)
        out.append(c == '"' ? 2 : 1, c);
    out.push_back('"');
}

}  // namespace

Table read_table(const std::filesystem::path& path, std::vector<Finding>& findings, std::string_view layer) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) throw InputError(path.string(), "no such file");
    if (std::filesystem::is_directory(status)) throw InputError(path.string(), "is a folder, not a table");
    if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(path, error) == 0)
        throw InputError(path.string(), "the file is empty");
    const std::string extension = lower_extension(path);
    if (extension == ".xlsx" || extension == ".xls" || extension == ".ods")
        return read_spreadsheet(path, layer);
    if (extension == ".csv" || extension == ".tsv" || extension == ".txt")
        return read_delimited(path, extension, findings);
    throw InputError(path.string(), "is not a table by its ending",
                     "known are .csv, .tsv, .txt, .xlsx, .xls and .ods");
}

std::string to_csv(const Table& table) {
    std::string out;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) out.push_back(',');
        append_field(out, table.columns[i].name);
    }
    out.push_back('\n');
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t begin = out.size();
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (i > 0) out.push_back(',');
            append_field(out, table.columns[i].cells[row]);
        }
        // An empty cell alone on its line would be a blank line, which readers skip.
        if (out.size() == begin) out.append("\"\"");
        out.push_back('\n');
    }
    return out;
}

}  // namespace geo
