#include "shapes/splits.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "shapes/sum.hpp"

namespace shapes {

namespace {

/// Parts sorted by unit and place, those of one pair added up.
std::vector<SplitPart> merged(std::vector<SplitPart> parts) {
    std::ranges::stable_sort(parts, {}, [](const SplitPart& p) { return std::tuple(p.unit, p.within); });
    std::vector<SplitPart> result;
    for (const SplitPart& part : parts) {
        if (!result.empty() && result.back().unit == part.unit && result.back().within == part.within)
            result.back().weight += part.weight;
        else
            result.push_back(part);
    }
    return result;
}

UnitSplit measure(std::span<const SplitPart> parts) {
    UnitSplit split;
    split.parts = parts.size();
    CompensatedSum sum;
    const SplitPart* main = &parts.front();
    for (const SplitPart& part : parts) {
        sum.add(part.weight);
        if (part.weight > main->weight) main = &part;
    }
    split.weight = sum.value();
    split.main = main->within;
    CompensatedSum minority;
    CompensatedSum score;
    for (const SplitPart& part : parts) {
        if (&part != main) minority.add(part.weight);
        if (split.weight > 0.0) score.add(std::sqrt(part.weight / split.weight));
    }
    split.minority = minority.value();
    if (split.weight > 0.0) split.score = score.value();
    return split;
}

}  // namespace

Splits measure_splits(std::vector<SplitPart> parts, std::size_t units) {
    const std::vector<SplitPart> of_pairs = merged(std::move(parts));
    Splits result;
    result.of.resize(units);
    CompensatedSum weight;
    CompensatedSum minority;
    CompensatedSum score;
    for (std::size_t begin = 0; begin < of_pairs.size();) {
        std::size_t end = begin;
        while (end < of_pairs.size() && of_pairs[end].unit == of_pairs[begin].unit)
            ++end;
        const UnitSplit split = measure(std::span(of_pairs).subspan(begin, end - begin));
        ++result.present;
        if (split.parts > 1) ++result.split;
        result.extra_parts += split.parts - 1;
        weight.add(split.weight);
        minority.add(split.minority);
        if (split.score) score.add(*split.score * split.weight);
        result.of[static_cast<std::size_t>(of_pairs[begin].unit)] = split;
        begin = end;
    }
    result.weight = weight.value();
    result.minority = minority.value();
    if (result.weight > 0.0) result.score = score.value() / result.weight;
    return result;
}

}  // namespace shapes
