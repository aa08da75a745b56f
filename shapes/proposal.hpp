// A proposal: a named change of boundaries, as a list of steps, and the plan that it would make.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shapes/plan.hpp"

namespace shapes {

enum class StepKind {
    move,    ///< areas from one footprint to another
    merge,   ///< footprints into one of them
    split,   ///< areas of a footprint into a new one
    create,  ///< areas of any footprints into a new one
    rename,  ///< a footprint
};

/// Name as it stands in proposals and reports.
[[nodiscard]] std::string_view to_string(StepKind kind);

/// One step. Which members a kind has is said beside them.
struct ProposalStep {
    StepKind kind = StepKind::move;
    std::vector<std::string> areas;       ///< move, split, create: codes of areas, or of groups of them
    std::string within;                   ///< move, split, create: only the areas in this group as well
    std::string from;                     ///< move (may be empty), split
    std::string to;                       ///< all: code of the footprint that is there afterwards
    std::vector<std::string> footprints;  ///< merge: those that go
    std::string name;                     ///< split, create, rename: its name; merge: a new name, or empty
    std::string place;                    ///< where it is written, for messages
};

struct Proposal {
    std::string path;
    std::string name;
    std::string reason;
    std::string proposer;
    std::string date;
    std::string source;
    std::vector<ProposalStep> steps;
};

/// Groups of areas by code, for steps that name more or less than whole areas: the small areas of a CCG or of
/// an authority. Indices of areas, ascending.
using AreaGroups = std::map<std::string, std::vector<std::int32_t>, std::less<>>;

/// An area that is in another footprint afterwards.
struct AreaMove {
    std::int32_t area;
    FootprintIndex from;  ///< in the plan before
    FootprintIndex to;    ///< in the plan after
};

/// The plan of a proposal beside the one it started from.
struct ProposedPlan {
    Plan plan;                         ///< footprints by code; those without areas are gone
    std::vector<AreaMove> moves;       ///< by area
    std::vector<std::string> ended;    ///< codes of footprints that are gone, sorted
    std::vector<std::string> begun;    ///< and of new ones
    std::vector<std::string> renamed;  ///< and of those with another name
    /// The footprint that takes over what a footprint before has besides its areas, such as sites known by
    /// footprint only: itself, or the one it is merged into. In the plan after.
    std::vector<FootprintIndex> successor;
};

/// Takes the steps one after the other; all of them are checked before anything else is computed.
/// @throws InputError naming the step: for an unknown area, group or footprint (with the nearest code), an
/// area
///   that is not in `from`, a move to the footprint the area is in, an area that an earlier step has moved
///   already (a cycle of moves, or a step that undoes another), a footprint left without areas by anything
///   but a merge, a new footprint whose code there is already, no areas, a merge of one, and for a proposal
///   without steps or whose steps change nothing.
/// O(areas x steps).
[[nodiscard]] ProposedPlan apply_proposal(const Plan& plan, std::span<const std::string> area_codes,
                                          const AreaGroups& groups, const Proposal& proposal);

/// Stacks proposals: the steps of each in order, as one.
[[nodiscard]] Proposal stack(std::span<const Proposal> proposals);

}  // namespace shapes
