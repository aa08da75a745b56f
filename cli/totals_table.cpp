#include "cli/totals_table.hpp"

namespace cli {

TextTable totals_table(const shapes::Composition& composition) {
    TextTable table({"total", "before", "after", "in no footprint", "difference"});
    table.add({"area, km2", grouped(composition.area_before_m2 / 1e6, 3),
               grouped(composition.area_after_m2 / 1e6, 3),
               grouped(composition.area_in_no_footprint_m2 / 1e6, 3),
               grouped(composition.area_difference_m2 / 1e6, 3)});
    for (const shapes::ColumnSum& sum : composition.sums) {
        table.add({sum.name, grouped(sum.before), grouped(sum.after), grouped(sum.in_no_footprint),
                   grouped(sum.after - sum.before)});
    }
    return table;
}

}  // namespace cli
