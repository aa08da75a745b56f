#include <cerrno>
#include <cstring>
#include <fstream>

#include "geo/error.hpp"
#include "render/map.hpp"
#include "render/map_content.hpp"
#include "render/svg_canvas.hpp"

namespace render {

namespace {

void draw_lines(Canvas& canvas, const std::vector<TextLine>& lines) {
    for (const TextLine& line : lines)
        canvas.text(line.baseline, line.text, line.style);
}

void draw_texts(Canvas& canvas, const std::string& id, Role role, const std::vector<TextLine>& lines) {
    if (lines.empty()) return;
    canvas.begin_group({id, role, {}});
    draw_lines(canvas, lines);
    canvas.end_group();
}

Path outline_of(const PageBox& box) {
    Path path;
    path.points = {{box.left_pt, box.top_pt},
                   {box.right_pt(), box.top_pt},
                   {box.right_pt(), box.bottom_pt()},
                   {box.left_pt, box.bottom_pt()},
                   {box.left_pt, box.top_pt}};
    path.close_line();
    return path;
}

void draw_legend(Canvas& canvas, const Legend& legend, const Style& style) {
    canvas.begin_group({"legend", Role::layer, legend.description});
    for (const Swatch& swatch : legend.swatches) {
        const Path outline = outline_of(swatch.box);
        if (swatch.fill) canvas.fill(outline, *swatch.fill, {});
        if (swatch.line) {
            const double middle = swatch.box.top_pt + swatch.box.height_pt / 2;
            canvas.stroke({{{swatch.box.left_pt, middle}, {swatch.box.right_pt(), middle}}, {0, 2}},
                          *swatch.line);
        } else {
            canvas.stroke(outline, style.swatch_border());
        }
    }
    draw_lines(canvas, legend.lines);
    canvas.end_group();
}

std::string_view id_of(OutlineKind kind) {
    switch (kind) {
        case OutlineKind::member:
            return "member-borders";
        case OutlineKind::coast:
            return "coast";
        case OutlineKind::footprint:
            return "footprint-borders";
    }
    throw geo::InternalError("a kind of outline has no name");
}

}  // namespace

void draw_map(const MapPlan& plan, Canvas& canvas) {
    const MapPlan::Content& content = plan.content();
    const Layout& layout = content.layout;
    draw_texts(canvas, "map-title", Role::heading, layout.title);
    draw_texts(canvas, "map-subtitle", Role::paragraph, layout.subtitle);

    canvas.begin_group({"map", Role::figure, {}});
    canvas.begin_group({"areas", Role::layer, {}});
    for (const DrawnArea& area : content.areas)
        canvas.fill(area.rings, area.fill, area.annotation);
    canvas.end_group();
    for (const DrawnOutline& outline : content.outlines) {
        canvas.begin_group({std::string(id_of(outline.kind)), Role::layer, {}});
        for (const StrokedLines& stroked : outline.strokes) {
            if (!stroked.lines.points.empty()) canvas.stroke(stroked.lines, stroked.stroke);
        }
        canvas.end_group();
    }
    if (!content.flows.empty()) {
        canvas.begin_group({"flows", Role::layer, {}});
        for (const DrawnFlow& flow : content.flows) {
            if (flow.outline.empty()) continue;
            canvas.stroke(flow.outline, layout.style.flow_casing());
            canvas.fill(flow.outline, Fill{flow.colour}, flow.annotation);
        }
        canvas.end_group();
    }
    draw_texts(canvas, "captions", Role::paragraph, content.captions);
    draw_legend(canvas, layout.legend, layout.style);
    canvas.begin_group({"scale-bar", Role::layer, {}});
    canvas.stroke(layout.scale_bar.line, {Style::grey_ink, layout.style.pt(0.7)});
    draw_lines(canvas, layout.scale_bar.lines);
    canvas.end_group();
    canvas.end_group();

    draw_texts(canvas, "map-source", Role::paragraph, layout.footer);
}

MapFormat format_from_path(const std::filesystem::path& path) {
    const std::string ending = path.extension().string();
    if (ending == ".png") return MapFormat::png;
    if (ending == ".svg") return MapFormat::svg;
    if (ending == ".pdf") return MapFormat::pdf;
    throw geo::UsageError(path.string(), "the ending \"" + ending + "\" is not a map format",
                          "end the name in .png, .svg or .pdf");
}

std::string render_map(const MapPlan& plan, MapFormat format) {
    const MapPlan::Content& content = plan.content();
    if (format == MapFormat::svg) {
        SvgCanvas canvas(content.layout.page, content.info.title, content.info.description,
                         content.measure->family());
        draw_map(plan, canvas);
        return canvas.finish();
    }
    const auto canvas =
        format == MapFormat::png
            ? CairoCanvas::png(content.layout.page, content.dpi, content.info, *content.measure)
            : CairoCanvas::pdf(content.layout.page, content.info, *content.measure);
    draw_map(plan, *canvas);
    return canvas->finish();
}

void write_map(const MapPlan& plan, MapFormat format, const std::filesystem::path& path) {
    const std::string bytes = render_map(plan, format);
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
        throw geo::OutputError(
            path.string(),
            errno != 0 ? std::string("cannot be written: ") + std::strerror(errno) : "cannot be written",
            "check the folder and the space on the disk");
    }
}

}  // namespace render
