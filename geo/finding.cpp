#include "geo/finding.hpp"

#include "geo/error.hpp"

namespace geo {

std::string_view to_string(FindingKind kind) {
    switch (kind) {
        case FindingKind::invalid_ring:
            return "invalid_ring";
        case FindingKind::overlap:
            return "overlap";
        case FindingKind::duplicate:
            return "duplicate";
        case FindingKind::contained:
            return "contained";
        case FindingKind::gap:
            return "gap";
        case FindingKind::unmatched_vertex:
            return "unmatched_vertex";
        case FindingKind::inlet:
            return "inlet";
        case FindingKind::empty:
            return "empty";
        case FindingKind::missing_code:
            return "missing_code";
        case FindingKind::duplicate_code:
            return "duplicate_code";
        case FindingKind::not_an_area:
            return "not_an_area";
        case FindingKind::unmatched:
            return "unmatched";
        case FindingKind::bad_value:
            return "bad_value";
        case FindingKind::assumption:
            return "assumption";
        case FindingKind::detached:
            return "detached";
        case FindingKind::criterion:
            return "criterion";
        case FindingKind::unlabelled:
            return "unlabelled";
        case FindingKind::uncovered:
            return "uncovered";
        case FindingKind::different_crs:
            return "different_crs";
    }
    throw InternalError("a finding of no known kind");
}

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::violation:
            return "violation";
    }
    throw InternalError("a finding of no known severity");
}

}  // namespace geo
