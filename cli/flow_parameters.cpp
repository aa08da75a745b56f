#include "cli/flow_parameters.hpp"

#include "cli/arguments.hpp"

namespace cli {

shapes::SuppressedRow suppressed_row(const Arguments& arguments) {
    const shapes::SuppressedRow row{*arguments.number("--suppressed-low"),
                                    *arguments.number("--suppressed-high")};
    shapes::check_suppressed(row);
    return row;
}

shapes::FlowParameters flow_parameters(const Arguments& arguments) {
    shapes::FlowParameters parameters;
    shapes::XEquation& x = parameters.x_equation;
    x.form = arguments.text("--x-equation") == "line" ? shapes::XEquationForm::line
                                                      : shapes::XEquationForm::hyperbola;
    x.min_size = *arguments.number("--min-size");
    x.target_size = *arguments.number("--target-size");
    x.min_containment_share = *arguments.number("--min-containment");
    x.target_containment_share = *arguments.number("--target-containment");
    shapes::check_parameters(x);
    parameters.resolution = *arguments.number("--resolution");
    parameters.suppressed = suppressed_row(arguments);
    return parameters;
}

shapes::DisclosureRule disclosure_rule(const Arguments& arguments) {
    return {.is_on = !arguments.given("--no-disclosure-control")};
}

}  // namespace cli
