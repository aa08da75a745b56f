#include "cli/alignment_tables.hpp"

#include <string>
#include <utility>

#include "geo/ground.hpp"

namespace cli {
namespace {

using geo::ColumnType;

/// A table filled row by row.
class Rows {
public:
    explicit Rows(std::vector<std::pair<std::string, ColumnType>> columns) {
        for (auto& [name, type] : columns)
            m_table.columns.push_back({std::move(name), type, {}});
    }
    void add(std::vector<std::string> cells) {
        for (std::size_t c = 0; c < cells.size(); ++c)
            m_table.columns[c].cells.push_back(std::move(cells[c]));
    }
    [[nodiscard]] geo::Table take() { return std::move(m_table); }

private:
    geo::Table m_table;
};

std::string cell(const std::optional<double>& value) {
    return value ? geo::format_number(*value) : std::string();
}

std::string cell(double value) {
    return geo::format_number(value);
}

std::string code_of(const std::vector<std::string>& codes, std::uint32_t row) {
    return row < codes.size() ? codes[row] : std::string();
}

geo::OutputLayer pieces_layer(const AlignmentToReport& report) {
    const geo::Overlay& overlay = report.overlaid->overlay;
    Rows rows({{"a", ColumnType::text},
               {"a_name", ColumnType::text},
               {"b", ColumnType::text},
               {"b_name", ColumnType::text},
               {"area_m2", ColumnType::real},
               {"width_m", ColumnType::real},
               {"sliver", ColumnType::integer}});
    geo::Rings rings;
    for (geo::PieceIndex p = 0; p < overlay.pieces.size(); ++p) {
        const geo::OverlayPiece& piece = overlay.pieces[p];
        const geo::Ground ground = geo::ground_of(overlay, p);
        const auto a = static_cast<std::uint32_t>(piece.a);
        const auto b = static_cast<std::uint32_t>(piece.b);
        rows.add({code_of(report.table.a_codes, a), code_of(report.a.names, a),
                  code_of(report.table.b_codes, b), code_of(report.b.names, b), cell(ground.area_m2),
                  cell(ground.width_m), piece.is_sliver ? "1" : "0"});
        for (const std::vector<geo::Point>& ring : ground.outline) {
            rings.points.insert(rings.points.end(), ring.begin(), ring.end());
            rings.close_ring();
        }
        rings.close_area();
    }
    return {"pieces", report.overlaid->crs, std::move(rings), rows.take()};
}

}  // namespace

geo::Table pairs_table(const AlignmentToReport& report) {
    Rows rows({{"a", ColumnType::text},
               {"b", ColumnType::text},
               {"people", ColumnType::real},
               {"area_m2", ColumnType::real},
               {"common_units", ColumnType::real},
               {"share_of_a", ColumnType::real},
               {"share_of_b", ColumnType::real},
               {"iou", ColumnType::real},
               {"shared_border_m", ColumnType::real},
               {"noise_people", ColumnType::real},
               {"noise_m2", ColumnType::real}});
    for (const PairToReport& pair : pairs_of(report))
        rows.add({pair.a, pair.b, cell(pair.people), cell(pair.area_m2), cell(pair.common_units),
                  cell(pair.measures.share_of_a), cell(pair.measures.share_of_b), cell(pair.measures.iou),
                  cell(pair.border_m), cell(pair.noise_people), cell(pair.noise_m2)});
    return rows.take();
}

geo::Table units_table(const AlignmentToReport& report, WhichMap map) {
    const bool of_a = map == WhichMap::a;
    const std::vector<shapes::UnitAlignment>& units = of_a ? report.alignment.a : report.alignment.b;
    const std::vector<std::string>& codes = of_a ? report.table.a_codes : report.table.b_codes;
    const std::vector<std::string>& names = of_a ? report.a.names : report.b.names;
    const std::vector<std::string>& others = of_a ? report.table.b_codes : report.table.a_codes;
    const bool is_partial = of_a && report.is_partial;
    Rows rows({{"code", ColumnType::text},
               {"name", ColumnType::text},
               {measured_name(report), ColumnType::real},
               {"fit", ColumnType::text},
               {"best", ColumnType::text},
               {"containment", ColumnType::real},
               {"iou", ColumnType::real},
               {"split", ColumnType::integer},
               {"in_minority_parts", ColumnType::real},
               {is_partial ? "unknown" : "outside", ColumnType::real},
               {"effective_parts", ColumnType::real},
               {"sqrt_entropy", ColumnType::real},
               {"inhomogeneity", ColumnType::real},
               {"mapcurves", ColumnType::real}});
    for (std::size_t row = 0; row < units.size(); ++row) {
        const shapes::UnitAlignment& unit = units[row];
        const shapes::PartialFit* known = is_partial ? &report.partial[row] : nullptr;
        rows.add({codes[row], names[row], cell(known != nullptr ? known->amount : unit.amount),
                  std::string(known != nullptr ? to_string(known->fit) : to_string(unit.fit)),
                  code_of(others, unit.best), cell(unit.containment), cell(unit.iou),
                  unit.is_split ? "1" : "0", cell(unit.in_minority_parts),
                  cell(known != nullptr ? known->amount - known->known : unit.outside),
                  cell(unit.effective_splits), cell(unit.sqrt_entropy), cell(unit.inhomogeneity),
                  cell(unit.mapcurves)});
    }
    return rows.take();
}

std::vector<geo::OutputLayer> alignment_layers(const AlignmentToReport& report) {
    std::vector<geo::OutputLayer> layers;
    layers.push_back(pieces_layer(report));
    layers.push_back({"pairs", {}, {}, pairs_table(report)});
    layers.push_back({"a", {}, {}, units_table(report, WhichMap::a)});
    layers.push_back({"b", {}, {}, units_table(report, WhichMap::b)});
    return layers;
}

}  // namespace cli
