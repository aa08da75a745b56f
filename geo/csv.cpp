#include "geo/csv.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

#include "geo/csv_records.hpp"
#include "geo/csv_stream.hpp"
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

void read_rows(RecordReader& reader, Table& table) {
    const std::size_t columns = table.columns.size();
    while (reader.next()) {
        if (reader.used() != columns) throw wrong_length(reader.line(), reader.used(), columns);
        if (reader.is_blank_row()) continue;
        for (std::size_t i = 0; i < columns; ++i)
            table.columns[i].cells.emplace_back(reader.field(i));
        table.lines.push_back(reader.line());
    }
}

Finding not_utf8(const std::filesystem::path& path) {
    return {.kind = FindingKind::assumption,
            .severity = Severity::note,
            .codes = {},
            .text = path.string() + " is not UTF-8 and is read as Windows-1252."};
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
        findings.push_back(not_utf8(path));
    }
    Table table;
    table.path = path.string();
    RecordReader reader(text, delimiter_of(extension, text));
    try {
        if (reader.next()) table.columns = columns_of_header(reader);
        const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
        for (Column& column : table.columns)
            column.cells.reserve(lines);
        table.lines.reserve(lines);
        read_rows(reader, table);
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

Table read_table(const std::filesystem::path& path, std::vector<Finding>& findings, std::string_view layer) {
    check_table_file(path);
    const std::string extension = lower_extension(path);
    if (extension == ".xlsx" || extension == ".xls" || extension == ".ods")
        return read_spreadsheet(path, layer);
    if (extension == ".csv" || extension == ".tsv" || extension == ".txt")
        return read_delimited(path, extension, findings);
    throw InputError(path.string(), "is not a table by its ending",
                     "known are .csv, .tsv, .txt, .xlsx, .xls and .ods");
}

Table read_columns(const std::filesystem::path& path, std::vector<Finding>& findings,
                   const ColumnChoice& is_wanted) {
    if (!CsvStream::is_delimited_text(path)) return read_table(path, findings);
    constexpr std::size_t block_bytes = std::size_t{1} << 17;
    CsvStream csv(path, block_bytes);
    Table table = csv.header();
    const std::size_t rows_expected = csv.rows_expected();
    std::vector<std::size_t> wanted;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (is_wanted(table.columns[i].name)) wanted.push_back(i);
    for (const std::size_t i : wanted)
        table.columns[i].cells.reserve(rows_expected + rows_expected / 32);
    std::vector<CsvPlace> places;
    places.reserve(rows_expected + rows_expected / 32);
    const auto take = [&](std::size_t, const CsvRows& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t i = 0; i < wanted.size(); ++i)
                table.columns[wanted[i]].cells.emplace_back(rows.cell(row, i));
        places.insert(places.end(), rows.places.begin(), rows.places.end());
    };
    csv.read(wanted, take, 1);
    table.lines.reserve(places.size());
    for (const CsvPlace place : places)
        table.lines.push_back(csv.line_of(place));
    if (!csv.is_windows_1252()) return table;
    for (const std::size_t i : wanted)
        for (std::string& cell : table.columns[i].cells)
            cell = windows_1252_to_utf8(cell);
    findings.push_back(not_utf8(path));
    return table;
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
