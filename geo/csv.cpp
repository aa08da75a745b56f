#include "geo/csv.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

#include "geo/csv_records.hpp"
#include "geo/encoding.hpp"
#include "geo/error.hpp"
#include "geo/file_bytes.hpp"
#include "geo/spreadsheet.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

std::string read_bytes(const std::filesystem::path& path) {
    // Opened once whatever it is: what a pipe has said to one reader it does not say to the next.
    if (std::error_code error; std::filesystem::is_regular_file(path, error)) {
        const FileBytes file(path);
        std::string bytes(file.size(), '\0');
        if (!file.is_open()) throw InputError(path.string(), "cannot be opened", "check its permissions");
        if (!file.read(0, bytes)) throw InputError(path.string(), "cannot be read to its end");
        return bytes;
    }
    const std::ifstream file(path, std::ios::binary);
    if (!file) throw InputError(path.string(), "cannot be opened", "check its permissions");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (file.bad() || bytes.bad()) throw InputError(path.string(), "cannot be read to its end");
    return std::move(bytes).str();
}

[[noreturn]] void fail(const std::filesystem::path& path, const RecordError& error) {
    throw InputError(path.string() + ", line " + std::to_string(error.line), error.what, error.remedy);
}

void check_text(const std::filesystem::path& path, std::string_view text) {
    check_beginning(path, text);
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        fail(path, {static_cast<std::size_t>(line), "has a NUL byte: this is not a text file", {}});
    }
}

void read_rows(RecordReader& reader, std::span<const std::size_t> wanted, Table& table) {
    const std::size_t columns = table.columns.size();
    while (reader.next()) {
        if (reader.used() != columns) throw wrong_length(reader.line(), reader.used(), columns);
        if (reader.is_blank_row()) continue;
        for (const std::size_t i : wanted)
            table.columns[i].cells.push_back(std::move(reader.field(i)));
        table.lines.push_back(reader.line());
    }
}

Table read_delimited(const std::filesystem::path& path, const std::string& extension,
                     std::vector<Finding>& findings, const ColumnChoice& is_wanted) {
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
    RecordReader reader(text, delimiter_of(extension, text));
    try {
        if (reader.next()) table.columns = columns_of_header(reader);
        std::vector<std::size_t> wanted;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (!is_wanted || is_wanted(table.columns[i].name)) wanted.push_back(i);
        const auto rows = static_cast<std::size_t>(std::ranges::count(text, '\n'));
        for (const std::size_t i : wanted)
            table.columns[i].cells.reserve(rows);
        table.lines.reserve(rows);
        read_rows(reader, wanted, table);
    } catch (const RecordError& error) {
        fail(path, error);
    }
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

Table read_table(const std::filesystem::path& path, std::vector<Finding>& findings, std::string_view layer,
                 const ColumnChoice& is_wanted) {
    check_table_file(path);
    const std::string extension = lower_extension(path);
    if (extension == ".xlsx" || extension == ".xls" || extension == ".ods")
        return read_spreadsheet(path, layer);
    if (extension == ".csv" || extension == ".tsv" || extension == ".txt")
        return read_delimited(path, extension, findings, is_wanted);
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
