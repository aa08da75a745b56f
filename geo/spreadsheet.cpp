#include "geo/spreadsheet.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <unordered_set>

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/gdal_support.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

// Workbooks often begin with a sheet of notes in a drawing, which has no cells.
OGRLayer& first_sheet_with_cells(GDALDataset& dataset) {
    for (int i = 0; i < dataset.GetLayerCount(); ++i)
        if (dataset.GetLayer(i)->GetLayerDefn()->GetFieldCount() > 0) return *dataset.GetLayer(i);
    return *dataset.GetLayer(0);
}

void remove_blank_rows(Table& table) {
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const bool blank =
            std::ranges::all_of(table.columns, [&](const Column& c) { return c.cells[row].empty(); });
        if (!blank) kept.push_back(row);
    }
    for (Column& column : table.columns) {
        std::vector<std::string> cells;
        cells.reserve(kept.size());
        for (const std::size_t row : kept)
            cells.push_back(std::move(column.cells[row]));
        column.cells = std::move(cells);
    }
    // The header is row 1 of the sheet.
    for (const std::size_t row : kept)
        table.lines.push_back(row + 2);
}

}  // namespace

Table read_spreadsheet(const std::filesystem::path& path, std::string_view sheet) {
    // Otherwise GDAL guesses from the types of the cells whether the first row names the columns.
    const GdalOption xlsx("OGR_XLSX_HEADERS", "FORCE");
    const GdalOption xls("OGR_XLS_HEADERS", "FORCE");
    const GdalOption ods("OGR_ODS_HEADERS", "FORCE");
    const GdalMessages messages;
    const Dataset dataset = open_vector(path, messages);
    const std::string format = dataset->GetDriverName();
    if (format != "XLSX" && format != "XLS" && format != "ODS")
        throw InputError(path.string(), "is not a workbook, whatever its ending says");
    if (dataset->GetLayerCount() == 0)
        throw InputError(path.string(), "the workbook has no sheets with cells");
    OGRLayer& layer =
        sheet.empty() ? first_sheet_with_cells(*dataset) : layer_named(*dataset, path.string(), sheet);
    Table table = read_features(layer, path.string(), format, messages).attributes;
    if (table.columns.empty()) {
        throw InputError(path.string(), "the sheet '" + std::string(layer.GetName()) + "' is empty",
                         "there are: " + join(layer_names(*dataset)));
    }
    std::unordered_set<std::string> seen;
    for (const Column& column : table.columns) {
        if (!seen.insert(column.name).second)
            throw InputError(path.string(), "two columns are called '" + column.name + "'", "rename one");
    }
    remove_blank_rows(table);
    return table;
}

}  // namespace geo
