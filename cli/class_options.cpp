#include "cli/class_options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"

namespace cli {
namespace {

std::vector<double> parse_breaks(const std::string& list) {
    std::vector<double> breaks;
    std::size_t begin = 0;
    while (begin <= list.size()) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        const std::string item = list.substr(begin, end - begin);
        const auto number = geo::parse_number(item);
        if (!number) {
            throw geo::UsageError("--breaks", fmt::format("'{}' is not a number", item),
                                  "separate upper bounds by commas, for example 10,20,50");
        }
        if (!breaks.empty() && *number <= breaks.back()) {
            throw geo::UsageError("--breaks", fmt::format("{} does not follow {}", item, breaks.back()),
                                  "give the bounds from low to high, each once");
        }
        breaks.push_back(*number);
        begin = end + 1;
    }
    return breaks;
}

}  // namespace

render::ClassifyOptions class_options(const Arguments& arguments) {
    render::ClassifyOptions options;
    options.closed = render::closed_from_name(arguments.text("--closed"));
    options.classes = static_cast<std::size_t>(*arguments.number("--classes"));
    const std::string scheme = arguments.text("--scheme");
    const bool has_breaks = arguments.given("--breaks");
    if (has_breaks && arguments.given("--scheme") && scheme != "user") {
        throw geo::UsageError("--breaks", fmt::format("contradicts --scheme {}", scheme),
                              "use --scheme user");
    }
    if (has_breaks && arguments.given("--classes")) {
        throw geo::UsageError("--breaks", "contradicts -k", "the number of breaks is that of classes");
    }
    if (!has_breaks && scheme == "user") {
        throw geo::UsageError("--scheme", "user needs bounds", "add --breaks, for example --breaks 10,20,50");
    }
    if (has_breaks) {
        options.scheme = render::Scheme::user;
        options.breaks = parse_breaks(arguments.text("--breaks"));
    } else if (scheme != "categories") {
        options.scheme = render::scheme_from_name(scheme);
    }
    if (!has_breaks && scheme != "categories" && arguments.given("--classes") &&
        !render::takes_classes(options.scheme)) {
        throw geo::UsageError("-k", fmt::format("the scheme {} finds its own number of classes", scheme),
                              "leave -k out");
    }
    if (arguments.given("--head-share") && options.scheme != render::Scheme::head_tail) {
        throw geo::UsageError("--head-share", "belongs to the scheme head_tail", "add --scheme head_tail");
    }
    if (arguments.given("--midpoint") && scheme == "categories") {
        throw geo::UsageError("--midpoint", "categories have no midpoint", "leave it out");
    }
    options.head_share = *arguments.number("--head-share");
    options.midpoint = arguments.number("--midpoint");
    if (options.midpoint && has_breaks &&
        std::ranges::find(options.breaks, *options.midpoint) == options.breaks.end()) {
        throw geo::UsageError("--midpoint", fmt::format("{} is not one of --breaks", *options.midpoint),
                              "add it to the breaks");
    }
    return options;
}

}  // namespace cli
