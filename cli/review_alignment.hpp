// How the footprints of a review fit another geography.
#pragma once

#include <vector>

#include "cli/review_work.hpp"

namespace cli {

/// Lays the footprints beside the units of a table, whose rows say what an area and a unit have in common: an
/// amount of people, or else the whole area. The units are A, which should not be split; where only some of
/// them are known, the footprints are.
/// @throws InputError when a column is missing, none of the areas is in the table, or an area stands on
/// several
///   rows that do not say how many of its people each has.
[[nodiscard]] AlignmentToReport align_footprints(const Review& review, const ReviewAlign& align,
                                                 const ReviewWork& work, Report& report,
                                                 std::vector<geo::Finding>& findings);

/// Where the figures of an alignment come from: its table and the lookup; no boundary has a part in it.
[[nodiscard]] std::string alignment_source(const Review& review, const ReviewAlign& align);

}  // namespace cli
