// Flow measures: how well footprints contain the care of their residents.
//
// Let R be the patients resident in a footprint wherever they are treated, W those treated in it wherever
// they live, and L those who are both. Open values count every flow of the table, so that patients treated
// outside the study area or at an unknown site are residents treated elsewhere; closed values count flows
// within the study area only. Where the table has suppressed cells every value takes the middle for each of
// their rows and has a least and a greatest value beside it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "geo/table.hpp"
#include "shapes/area_flows.hpp"
#include "shapes/plan.hpp"
#include "shapes/ranges.hpp"
#include "shapes/validity.hpp"

namespace shapes {

/// Least and greatest values of the measures of a footprint over every way to fill its suppressed cells.
/// All but `validity` are exact, unless a suppressed row is divided among several places.
struct FlowMeasureRange {
    Range resident, treated, local, out, in, net;
    RatioRange li, lofi, msi, npf, home_work_ratio, commuter_ratio;
    std::optional<Containment> elzinga_hogarty_low, elzinga_hogarty_high;
    RatioRange validity;  ///< outer bounds, see x_equation_range()
};

/// Measures of one footprint. Ratios are nullopt where they are undefined, never 0.
struct FlowMeasure {
    double resident = 0.0;  ///< R
    double treated = 0.0;   ///< W
    double local = 0.0;     ///< L
    double out = 0.0;       ///< R - L
    double in = 0.0;        ///< W - L
    /// Localisation index, L / R; undefined without residents.
    std::optional<double> li;
    /// "Little out from inside", L / W; undefined without treatment.
    std::optional<double> lofi;
    /// Market share index, the share of treated patients who live elsewhere: in / W.
    std::optional<double> msi;
    /// Net patient flow in / out, above 1 for an importer; undefined when out is 0.
    std::optional<double> npf;
    double net = 0.0;  ///< in - out: positive for an importer
    /// (out - in) / L, negative for an importer; undefined when L is 0.
    std::optional<double> home_work_ratio;
    /// (out + in) / (2 L); undefined when L is 0.
    std::optional<double> commuter_ratio;
    /// Undefined when li or lofi is.
    std::optional<Containment> elzinga_hogarty;
    /// X-equation, 1 or more is valid; undefined when li or lofi is.
    std::optional<double> validity;
    std::optional<FlowMeasureRange> bounds;  ///< nullopt when no cell behind the measures is suppressed
};

struct FootprintFlows {
    FlowMeasure open;
    FlowMeasure closed;
    Estimate to_outside;    ///< residents treated outside the study area
    Estimate to_unknown;    ///< residents treated at an unknown site
    Estimate from_outside;  ///< treated patients from outside the study area
    Estimate from_unknown;  ///< treated patients of unknown residence
};

/// Bounds of the measures of a plan; that of modularity is outer, the others are exact.
struct PlanFlowRange {
    Range total;
    RatioRange li, within;
    RatioRange modularity;
};

/// Measures of a plan as a whole.
struct PlanFlow {
    double total = 0.0;                ///< patients counted
    std::optional<double> li;          ///< sum of L over sum of R of all footprints
    std::optional<double> modularity;  ///< directed, see below
    std::optional<double> within;      ///< sum of L over all patients counted
    std::optional<PlanFlowRange> bounds;
};

struct FlowParameters {
    ContainmentThresholds containment;
    XEquation x_equation;
    double resolution = 1.0;  ///< gamma of modularity
    SuppressedRow suppressed;
};

struct FlowResult {
    FlowParameters parameters;  ///< as they were given
    PlanFlow open;
    PlanFlow closed;
    double origin_outside_share = 0.0;  ///< of all patients; 0 when there are none
    double origin_unknown_share = 0.0;
    double site_outside_share = 0.0;
    double site_unknown_share = 0.0;
    double suppressed_rows = 0.0;            ///< of the table, in all places
    std::vector<FootprintFlows> footprints;  ///< in the order of the plan
};

/// Measures of `footprints` footprints from flows by place.
///
/// Localisation and market share index as in Kilaru et al. (2015), net patient flow beside the plain
/// difference; Elzinga and Hogarty (1973), a descriptive screen only; X-equation after Coombes and Bond
/// (2008); home-work and commuter ratio as in LabourMarketAreas of Istat. The index of the plan is weighted
/// by patients: large footprints count for more.
///
/// Modularity is that of Leicht and Newman (2008) for directed networks with resolution gamma (Reichardt and
/// Bornholdt 2006): Q = sum over footprints of L / N - gamma R W / N^2, with N all patients counted. In the
/// open value each origin and site outside the study area, and the unknown ones, stand alone and add nothing
/// but their part in N, R and W. O(flows).
/// @throws UsageError as check_parameters() and check_suppressed() do, and when the resolution is negative
///   or not finite.
[[nodiscard]] FlowResult measure_flows(std::span<const PlaceFlow> flows, std::size_t footprints,
                                       const FlowParameters& parameters);

}  // namespace shapes
