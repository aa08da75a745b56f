#include "shapes/flow_table.hpp"

#include "shapes/flow_amounts.hpp"

namespace shapes {

FlowTable make_flow_table(const geo::Table& table, const FlowColumns& columns, const AreaValues* population) {
    return to_patients(make_flow_amounts(table, columns), population);
}

FlowTable read_flow_table(const std::filesystem::path& path, const FlowColumns& columns,
                          const AreaValues* population) {
    return to_patients(read_flow_amounts(path, columns), population);
}

}  // namespace shapes
