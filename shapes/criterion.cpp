#include "shapes/criterion.hpp"

#include <utility>

#include "geo/error.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::pass:
            return "pass";
        case Verdict::fail:
            return "fail";
        case Verdict::not_judged:
            return "not_judged";
    }
    throw geo::InternalError("a verdict of no known kind");
}

void Criterion::fail(std::vector<std::string> codes, std::string text) {
    findings.push_back(table_finding(geo::FindingKind::criterion, geo::Severity::warning, std::move(codes),
                                     std::move(text)));
}

void Criterion::note(std::vector<std::string> codes, std::string text) {
    findings.push_back(
        table_finding(geo::FindingKind::criterion, geo::Severity::note, std::move(codes), std::move(text)));
}

void set_required(Criterion& criterion, bool required) {
    criterion.required = required;
    if (!required) return;
    for (geo::Finding& finding : criterion.findings) {
        if (finding.severity == geo::Severity::warning && criterion.verdict == Verdict::fail)
            finding.severity = geo::Severity::violation;
    }
    if (criterion.verdict == Verdict::not_judged) {
        criterion.findings.push_back(
            table_finding(geo::FindingKind::criterion, geo::Severity::warning, {},
                          criterion.name + " is required and could not be judged: " + criterion.figure));
    }
}

}  // namespace shapes
