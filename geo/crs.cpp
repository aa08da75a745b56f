#include "geo/crs.hpp"

#include <proj.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "geo/fast_transform.hpp"
#include "geo/finite_box.hpp"
#include "geo/proj_context.hpp"
#include "geo/table.hpp"

namespace geo {

namespace {

struct DestroyObject {
    void operator()(PJ* object) const { proj_destroy(object); }
};
struct DestroyList {
    void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
};
struct DestroyFactory {
    void operator()(PJ_OPERATION_FACTORY_CONTEXT* factory) const {
        proj_operation_factory_context_destroy(factory);
    }
};
using Object = std::unique_ptr<PJ, DestroyObject>;
using List = std::unique_ptr<PJ_OBJ_LIST, DestroyList>;
using Factory = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, DestroyFactory>;

// The CRS as a horizontal one. A CRS bound to WGS 84 by the parameters of its file is taken without them,
// because the register knows better operations for its datum.
Object parse_crs(PJ_CONTEXT* context, std::string_view text) {
    Object crs(proj_create(context, std::string(text).c_str()));
    if (crs && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS)
        crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
    if (crs && proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS)
        crs.reset(proj_get_source_crs(context, crs.get()));
    if (crs && !proj_is_crs(crs.get())) crs.reset();
    return crs;
}

bool same_crs(PJ_CONTEXT* context, const PJ* a, const PJ* b) {
    return proj_is_equivalent_to_with_ctx(context, a, b, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

bool is_geographic(const PJ* crs) {
    const PJ_TYPE type = proj_get_type(crs);
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

std::string authority_code(const PJ* object) {
    const char* authority = proj_get_id_auth_name(object, 0);
    const char* code = proj_get_id_code(object, 0);
    return authority && code ? std::string(authority) + ":" + code : std::string();
}

// Files often spell a registered CRS out and leave its code away.
std::string identified_code(PJ_CONTEXT* context, const PJ* crs) {
    int* confidence = nullptr;
    const List list(proj_identify(context, crs, "EPSG", nullptr, &confidence));
    std::string code;
    if (list && proj_list_get_count(list.get()) > 0) {
        const Object first(proj_list_get(context, list.get(), 0));
        if (first && same_crs(context, crs, first.get())) code = authority_code(first.get());
    }
    if (confidence) proj_int_list_destroy(confidence);
    return code;
}

std::string describe(PJ_CONTEXT* context, const PJ* crs) {
    if (std::string code = authority_code(crs); !code.empty()) return code;
    if (std::string code = identified_code(context, crs); !code.empty()) return code;
    const char* name = proj_get_name(crs);
    return name ? name : "unnamed";
}

// The box in degrees of longitude and latitude, as PROJ wants the area of interest; false where it cannot be
// had.
bool box_in_degrees(PJ_CONTEXT* context, const PJ* crs, const Box& box, Box& degrees) {
    if (box.empty()) return false;
    const Object geodetic(proj_crs_get_geodetic_crs(context, crs));
    if (!geodetic) return false;
    Object conversion(proj_create_crs_to_crs_from_pj(context, crs, geodetic.get(), nullptr, nullptr));
    if (conversion) conversion.reset(proj_normalize_for_visualization(context, conversion.get()));
    if (!conversion) return false;
    constexpr int points_on_edges = 21;
    return proj_trans_bounds(context, conversion.get(), PJ_FWD, box.min_x, box.min_y, box.max_x, box.max_y,
                             &degrees.min_x, &degrees.min_y, &degrees.max_x, &degrees.max_y,
                             points_on_edges) != 0 &&
           std::isfinite(degrees.min_x) && std::isfinite(degrees.max_y);
}

// The area of use in degrees, widened by its own width and height on every side, and described in words;
// false where the register knows none, or one that crosses the antimeridian.
bool widened_area_of_use(PJ_CONTEXT* context, const PJ* crs, Box& degrees, std::string& words) {
    constexpr double least_margin_degrees = 5.0;
    const char* name = nullptr;
    Box use;
    const auto ask = [&](const PJ* object) {
        return object && proj_get_area_of_use(context, object, &use.min_x, &use.min_y, &use.max_x, &use.max_y,
                                              &name) != 0;
    };
    // A CRS that a file spells out states no area, but its registered twin may.
    const std::string code = describe(context, crs);
    const Object registered(proj_create(context, code.c_str()));
    const bool known = ask(crs) || ask(registered.get());
    if (!known || use.empty() || use.min_x < -180.0 || use.min_y < -90.0) return false;
    words = "longitude " + format_number(use.min_x) + " to " + format_number(use.max_x) + ", latitude " +
            format_number(use.min_y) + " to " + format_number(use.max_y);
    const double margin_x = std::max(use.width(), least_margin_degrees);
    const double margin_y = std::max(use.height(), least_margin_degrees);
    degrees.min_x = use.min_x - margin_x;
    degrees.max_x = use.max_x + margin_x;
    degrees.min_y = std::max(use.min_y - margin_y, -90.0);
    degrees.max_y = std::min(use.max_y + margin_y, 90.0);
    return true;
}

// In the units of the source; nothing where PROJ cannot tell.
Reach reach_of(PJ_CONTEXT* context, const PJ* source, const PJ* target) {
    Box degrees;
    std::string words;
    if (!widened_area_of_use(context, target, degrees, words)) return {};
    Box of_source;
    std::string words_of_source;
    if (widened_area_of_use(context, source, of_source, words_of_source)) {
        const bool narrower = of_source.width() * of_source.height() < degrees.width() * degrees.height();
        degrees = {std::max(degrees.min_x, of_source.min_x), std::max(degrees.min_y, of_source.min_y),
                   std::min(degrees.max_x, of_source.max_x), std::min(degrees.max_y, of_source.max_y)};
        if (narrower) words = words_of_source;
    }
    if (degrees.empty()) return {};
    if (is_geographic(source)) return {degrees, words};
    const Object geodetic(proj_crs_get_geodetic_crs(context, source));
    if (!geodetic) return {};
    Object projection(proj_create_crs_to_crs_from_pj(context, geodetic.get(), source, nullptr, nullptr));
    if (projection) projection.reset(proj_normalize_for_visualization(context, projection.get()));
    Box box;
    constexpr int points_on_edges = 21;
    if (!projection ||
        proj_trans_bounds(context, projection.get(), PJ_FWD, degrees.min_x, degrees.min_y, degrees.max_x,
                          degrees.max_y, &box.min_x, &box.min_y, &box.max_x, &box.max_y,
                          points_on_edges) == 0 ||
        !std::isfinite(box.width()) || !std::isfinite(box.height()))
        return {};
    return {box, words};
}

// PROJ states no accuracy for a mere conversion (a map projection), which loses none.
double accuracy_m(PJ_CONTEXT* context, const PJ* operation) {
    if (proj_get_type(operation) == PJ_TYPE_CONVERSION) return 0.0;
    return proj_coordoperation_get_accuracy(context, operation);
}

std::string missing_grid(PJ_CONTEXT* context, const PJ* operation) {
    const int grids = proj_coordoperation_get_grid_used_count(context, operation);
    for (int i = 0; i < grids; ++i) {
        const char* name = nullptr;
        int available = 0;
        if (proj_coordoperation_get_grid_used(context, operation, i, &name, nullptr, nullptr, nullptr,
                                              nullptr, nullptr, &available) != 0 &&
            available == 0 && name)
            return name;
    }
    return {};
}

struct Choice {
    Object operation;
    double accuracy_m = 0.0;
    Object lacking;  // the most accurate operation that lacks its grid
    double lacking_accuracy_m = 0.0;
};

Choice choose(PJ_CONTEXT* context, const PJ* source, const PJ* target, const Box* area_degrees,
              PROJ_SPATIAL_CRITERION criterion, bool by_other_crs) {
    const Factory factory(proj_create_operation_factory_context(context, nullptr));
    if (area_degrees) {
        proj_operation_factory_context_set_area_of_interest(context, factory.get(), area_degrees->min_x,
                                                            area_degrees->min_y, area_degrees->max_x,
                                                            area_degrees->max_y);
    }
    proj_operation_factory_context_set_spatial_criterion(context, factory.get(), criterion);
    proj_operation_factory_context_set_grid_availability_use(context, factory.get(),
                                                             PROJ_GRID_AVAILABILITY_IGNORED);
    if (!by_other_crs) {
        proj_operation_factory_context_set_allow_use_intermediate_crs(context, factory.get(),
                                                                      PROJ_INTERMEDIATE_CRS_USE_NEVER);
    }
    Choice choice;
    const List list(proj_create_operations(context, source, target, factory.get()));
    for (int i = 0; list && i < proj_list_get_count(list.get()); ++i) {
        Object operation(proj_list_get(context, list.get(), i));
        if (!operation || proj_coordoperation_has_ballpark_transformation(context, operation.get()) != 0)
            continue;
        const double accuracy = accuracy_m(context, operation.get());
        if (accuracy < 0.0) continue;
        const bool runs = proj_coordoperation_is_instantiable(context, operation.get()) != 0;
        Object& best = runs ? choice.operation : choice.lacking;
        double& best_accuracy_m = runs ? choice.accuracy_m : choice.lacking_accuracy_m;
        if (best && best_accuracy_m <= accuracy) continue;
        best = std::move(operation);
        best_accuracy_m = accuracy;
    }
    return choice;
}

bool is_of_epsg(const PJ* crs) {
    return authority_code(crs).starts_with("EPSG:");
}

// The most accurate operation whose area of use holds the area, else one whose area of use meets it. PROJ
// spends most of its time on ways by other CRSs. Between two CRSs of EPSG's they are sought only where there
// is no other, as none of them was ever the best: in 27,552 choices between 42 CRSs over 7 areas and none, by
// PROJ 9.1. From OGC:CRS84 some are.
Choice choose(PJ_CONTEXT* context, const PJ* source, const PJ* target, const Box* area_degrees) {
    Choice choice;
    for (const PROJ_SPATIAL_CRITERION criterion :
         {PROJ_SPATIAL_CRITERION_STRICT_CONTAINMENT, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION}) {
        if (is_of_epsg(source) && is_of_epsg(target))
            choice = choose(context, source, target, area_degrees, criterion, false);
        if (!choice.operation) choice = choose(context, source, target, area_degrees, criterion, true);
        if (choice.operation) break;
    }
    return choice;
}

// Cells for polynomials, in the units of the source.
double cell_side(bool from_degrees) {
    return from_degrees ? 1.0 : 65536.0;
}

double metres_per_unit(bool degrees) {
    return degrees ? 111700.0 : 1.0;
}

std::string describe_lacking(PJ_CONTEXT* context, const Choice& choice) {
    if (!choice.lacking || (choice.operation && choice.lacking_accuracy_m >= choice.accuracy_m)) return {};
    const std::string grid = missing_grid(context, choice.lacking.get());
    return std::string(proj_get_name(choice.lacking.get())) + ", " +
           format_number(choice.lacking_accuracy_m) + " m, needs the grid " +
           (grid.empty() ? "that is not installed here" : grid);
}

}  // namespace

bool is_metric(std::string_view text) {
    // Nearly always, and then PROJ need not be waited for.
    if (text == "EPSG:27700") return true;
    const ProjContext context = proj_context();
    const Object crs = parse_crs(context.get(), text);
    if (!crs)
        throw UsageError("", "'" + std::string(text) + "' is not a CRS that PROJ knows",
                         "write it as EPSG:27700");
    if (proj_get_type(crs.get()) != PJ_TYPE_PROJECTED_CRS) return false;
    const Object axes(proj_crs_get_coordinate_system(context.get(), crs.get()));
    if (!axes) return false;
    for (int axis = 0; axis < 2; ++axis) {
        double metres_per_unit = 0.0;
        if (proj_cs_get_axis_info(context.get(), axes.get(), axis, nullptr, nullptr, nullptr,
                                  &metres_per_unit, nullptr, nullptr, nullptr) == 0 ||
            metres_per_unit != 1.0)
            return false;
    }
    return true;
}

bool is_geographic(std::string_view text) {
    const ProjContext context = proj_context();
    const Object crs = parse_crs(context.get(), text);
    return crs && is_geographic(crs.get());
}

std::optional<std::string> plain_epsg_crs(std::string_view code) {
    const ProjContext context = proj_context();
    const Object crs(proj_create_from_database(context.get(), "EPSG", std::string(code).c_str(),
                                               PJ_CATEGORY_CRS, 0, nullptr));
    if (!crs || proj_is_deprecated(crs.get()) != 0) return std::nullopt;
    const PJ_TYPE type = proj_get_type(crs.get());
    if (type != PJ_TYPE_GEOGRAPHIC_2D_CRS && type != PJ_TYPE_PROJECTED_CRS) return std::nullopt;
    return authority_code(crs.get());
}

std::string describe_crs(std::string_view text) {
    const ProjContext context = proj_context();
    const Object crs = parse_crs(context.get(), text);
    return crs ? describe(context.get(), crs.get()) : std::string(text);
}

Transform::Transform(std::string_view source_crs, std::string_view target_crs, const Box& area) {
    ProjContext context = proj_context();
    const Object target = parse_crs(context.get(), target_crs);
    if (!target)
        throw UsageError("", "'" + std::string(target_crs) + "' is not a CRS that PROJ knows",
                         "write it as EPSG:27700");
    const Object source = parse_crs(context.get(), source_crs);
    if (!source)
        throw InputError("", "'" + std::string(source_crs) + "' is not a CRS that PROJ knows",
                         "state it with --source-crs EPSG:n");
    const char* source_name = proj_get_name(source.get());
    m_operation.source = source_name ? source_name : "";
    if (m_operation.source.empty() || m_operation.source == "unnamed")
        m_operation.source = describe(context.get(), source.get());
    m_operation.target = describe(context.get(), target.get());
    m_reach = reach_of(context.get(), source.get(), target.get());
    if (same_crs(context.get(), source.get(), target.get())) {
        m_operation.name = "none";
        return;
    }

    Box degrees;
    const bool has_area = box_in_degrees(context.get(), source.get(), area, degrees);
    const Box* area_degrees = has_area ? &degrees : nullptr;
    const Choice choice = choose(context.get(), source.get(), target.get(), area_degrees);
    m_operation.better = describe_lacking(context.get(), choice);
    if (!choice.operation) {
        throw InputError("",
                         "there is no operation of known accuracy from " + m_operation.source + " to " +
                             m_operation.target + " on this machine",
                         m_operation.better.empty() ? "choose another CRS with --crs"
                                                    : "there would be: " + m_operation.better);
    }
    m_operation.name = proj_get_name(choice.operation.get());
    m_operation.accuracy_m = choice.accuracy_m;
    Object normalised(proj_normalize_for_visualization(context.get(), choice.operation.get()));
    if (!normalised) throw InternalError("PROJ cannot put the axes of '" + m_operation.name + "' in order");
    // Shifts by grids have kinks at the borders of the grid's cells.
    m_is_smooth = proj_coordoperation_get_grid_used_count(context.get(), choice.operation.get()) == 0;
    m_cell_side = cell_side(is_geographic(source.get()));
    m_metres_per_target_unit = metres_per_unit(is_geographic(target.get()));
    if (source_crs == "EPSG:4326") {
        const char* definition = proj_as_proj_string(context.get(), normalised.get(), PJ_PROJ_5, nullptr);
        if (definition) m_operation.from_degrees = definition;
    }
    m_operation_handle = normalised.release();
    m_context = context.release();
}

Transform Transform::back(const std::string& from_degrees) {
    ProjContext context = proj_context();
    Object operation(proj_create(context.get(), from_degrees.c_str()));
    if (!operation) throw InternalError("PROJ does not know its own definition '" + from_degrees + "'");
    Transform transform;
    transform.m_operation.source = "the CRS of the coordinates";
    transform.m_operation.target = "EPSG:4326";
    transform.m_operation.name = "the inverse of " + from_degrees;
    transform.m_is_back = true;
    transform.m_is_smooth = from_degrees.find("grids=") == std::string::npos;
    transform.m_cell_side = cell_side(false);
    transform.m_metres_per_target_unit = metres_per_unit(true);
    transform.m_operation_handle = operation.release();
    transform.m_context = context.release();
    return transform;
}

Transform::~Transform() {
    proj_destroy(static_cast<PJ*>(m_operation_handle));
    if (m_context) GiveBackContext()(static_cast<PJ_CONTEXT*>(m_context));
}

Transform::Transform(Transform&& other) noexcept
    : m_operation_handle(std::exchange(other.m_operation_handle, nullptr)),
      m_context(std::exchange(other.m_context, nullptr)),
      m_is_back(other.m_is_back),
      m_is_smooth(other.m_is_smooth),
      m_cell_side(other.m_cell_side),
      m_metres_per_target_unit(other.m_metres_per_target_unit),
      m_operation(std::move(other.m_operation)),
      m_reach(std::move(other.m_reach)) {}

void Transform::fail(std::size_t index, Point point) const {
    throw InputError("",
                     "point " + std::to_string(index + 1) + " (" + format_number(point.x) + ", " +
                         format_number(point.y) + ") cannot be carried from " + m_operation.source + " to " +
                         m_operation.target,
                     "check its coordinates and the CRS that the file states");
}

void Transform::carry_exactly(std::span<Point> points) const {
    if (points.empty()) return;
    proj_trans_generic(static_cast<PJ*>(m_operation_handle), m_is_back ? PJ_INV : PJ_FWD, &points[0].x,
                       sizeof(Point), points.size(), &points[0].y, sizeof(Point), points.size(), nullptr, 0,
                       0, nullptr, 0, 0);
}

Box Transform::apply(std::span<Point> points) {
    const std::optional<Box> box = finite_box(points);
    if (!box) {
        const auto first =
            std::ranges::find_if(points, [](Point p) { return !std::isfinite(p.x) || !std::isfinite(p.y); });
        fail(static_cast<std::size_t>(first - points.begin()), *first);
    }
    return apply(points, *box);
}

Box Transform::apply(std::span<Point> points, const Box& box) {
    if (!m_operation_handle) return box;

    Interpolated done;
    if (m_is_smooth) {
        constexpr double greatest_error_m = 1e-6;
        const CellRule rule{m_cell_side, greatest_error_m / m_metres_per_target_unit};
        done =
            carry_by_polynomials(points, box, rule, [this](std::span<Point> some) { carry_exactly(some); });
        m_operation.check_points = done.check_points;
        m_operation.within_m = done.greatest_error * m_metres_per_target_unit;
    } else {
        done.left.resize(points.size());
        std::iota(done.left.begin(), done.left.end(), std::size_t{0});
    }
    // Kept for the message alone: PROJ overwrites a point that it cannot carry. A block bounds the memory.
    constexpr std::size_t block = 4096;
    std::vector<Point> carried;
    for (std::size_t begin = 0; begin < done.left.size(); begin += block) {
        const auto part = std::span(done.left).subspan(begin, std::min(block, done.left.size() - begin));
        carried.clear();
        for (const std::size_t i : part)
            carried.push_back(points[i]);
        carry_exactly(carried);
        for (std::size_t k = 0; k < part.size(); ++k) {
            if (!std::isfinite(carried[k].x) || !std::isfinite(carried[k].y)) fail(part[k], points[part[k]]);
            points[part[k]] = carried[k];
            done.box.add(carried[k]);
        }
    }
    return done.box;
}

}  // namespace geo
