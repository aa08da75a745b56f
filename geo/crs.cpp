#include "geo/crs.hpp"

#include <proj.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "geo/table.hpp"

namespace geo {

namespace {

struct DestroyObject {
    void operator()(PJ* object) const { proj_destroy(object); }
};
struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
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
using Context = std::unique_ptr<PJ_CONTEXT, DestroyContext>;
using List = std::unique_ptr<PJ_OBJ_LIST, DestroyList>;
using Factory = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, DestroyFactory>;

Context make_context() {
    Context context(proj_context_create());
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

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
              PROJ_SPATIAL_CRITERION criterion) {
    const Factory factory(proj_create_operation_factory_context(context, nullptr));
    if (area_degrees) {
        proj_operation_factory_context_set_area_of_interest(context, factory.get(), area_degrees->min_x,
                                                            area_degrees->min_y, area_degrees->max_x,
                                                            area_degrees->max_y);
    }
    proj_operation_factory_context_set_spatial_criterion(context, factory.get(), criterion);
    proj_operation_factory_context_set_grid_availability_use(context, factory.get(),
                                                             PROJ_GRID_AVAILABILITY_IGNORED);
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

std::string describe_lacking(PJ_CONTEXT* context, const Choice& choice) {
    if (!choice.lacking || (choice.operation && choice.lacking_accuracy_m >= choice.accuracy_m)) return {};
    const std::string grid = missing_grid(context, choice.lacking.get());
    return std::string(proj_get_name(choice.lacking.get())) + ", " +
           format_number(choice.lacking_accuracy_m) + " m, needs the grid " +
           (grid.empty() ? "that is not installed here" : grid);
}

}  // namespace

bool is_metric(std::string_view text) {
    const Context context = make_context();
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

std::string describe_crs(std::string_view text) {
    const Context context = make_context();
    const Object crs = parse_crs(context.get(), text);
    return crs ? describe(context.get(), crs.get()) : std::string(text);
}

Transform::Transform(std::string_view source_crs, std::string_view target_crs, const Box& area) {
    Context context = make_context();
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
    if (same_crs(context.get(), source.get(), target.get())) {
        m_operation.name = "none";
        return;
    }

    Box degrees;
    const bool has_area = box_in_degrees(context.get(), source.get(), area, degrees);
    const Box* area_degrees = has_area ? &degrees : nullptr;
    Choice choice = choose(context.get(), source.get(), target.get(), area_degrees,
                           PROJ_SPATIAL_CRITERION_STRICT_CONTAINMENT);
    if (!choice.operation) {
        choice = choose(context.get(), source.get(), target.get(), area_degrees,
                        PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    }
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
    m_operation_handle = normalised.release();
    m_context = context.release();
}

Transform::~Transform() {
    proj_destroy(static_cast<PJ*>(m_operation_handle));
    if (m_context) proj_context_destroy(static_cast<PJ_CONTEXT*>(m_context));
}

Transform::Transform(Transform&& other) noexcept
    : m_operation_handle(std::exchange(other.m_operation_handle, nullptr)),
      m_context(std::exchange(other.m_context, nullptr)),
      m_operation(std::move(other.m_operation)) {}

void Transform::apply(std::span<Point> points) const {
    const auto fail = [&](std::size_t i, Point p) {
        throw InputError("",
                         "point " + std::to_string(i + 1) + " (" + format_number(p.x) + ", " +
                             format_number(p.y) + ") cannot be carried from " + m_operation.source + " to " +
                             m_operation.target,
                         "check its coordinates and the CRS that the file states");
    };
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!std::isfinite(points[i].x) || !std::isfinite(points[i].y)) fail(i, points[i]);
    if (!m_operation_handle) return;

    PJ* const operation = static_cast<PJ*>(m_operation_handle);
    // Kept for the message alone: PROJ overwrites a point that it cannot carry. A block bounds the memory.
    constexpr std::size_t block = 4096;
    std::vector<Point> before;
    for (std::size_t begin = 0; begin < points.size(); begin += block) {
        const std::span<Point> part = points.subspan(begin, std::min(block, points.size() - begin));
        before.assign(part.begin(), part.end());
        proj_trans_generic(operation, PJ_FWD, &part[0].x, sizeof(Point), part.size(), &part[0].y,
                           sizeof(Point), part.size(), nullptr, 0, 0, nullptr, 0, 0);
        for (std::size_t i = 0; i < part.size(); ++i)
            if (!std::isfinite(part[i].x) || !std::isfinite(part[i].y)) fail(begin + i, before[i]);
    }
}

}  // namespace geo
