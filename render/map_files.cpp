#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <future>

#include "geo/error.hpp"
#include "render/map.hpp"
#include "render/map_content.hpp"
#include "render/svg_canvas.hpp"

namespace render {

MapFormat format_from_path(const std::filesystem::path& path) {
    const std::string ending = path.extension().string();
    if (ending == ".png") return MapFormat::png;
    if (ending == ".svg") return MapFormat::svg;
    if (ending == ".pdf") return MapFormat::pdf;
    throw geo::UsageError(path.string(), "the ending \"" + ending + "\" is not a map format",
                          "end the name in .png, .svg or .pdf");
}

namespace {

std::string ending_of(MapFormat format) {
    switch (format) {
        case MapFormat::png:
            return ".png";
        case MapFormat::svg:
            return ".svg";
        case MapFormat::pdf:
            return ".pdf";
    }
    throw geo::InternalError("a format of maps has no ending");
}

std::string render_with(const TextMeasure& measure, const MapPlan& plan, MapFormat format) {
    const MapPlan::Content& content = plan.content();
    if (format == MapFormat::svg) {
        SvgCanvas canvas(content.layout.page, content.info.title, content.info.description, measure.family(),
                         content.info.record);
        draw_map(plan, canvas);
        return canvas.finish();
    }
    const auto canvas = format == MapFormat::png
                            ? CairoCanvas::png(content.layout.page, content.dpi, content.info, measure)
                            : CairoCanvas::pdf(content.layout.page, content.info, measure);
    draw_map(plan, *canvas);
    return canvas->finish();
}

void write_bytes(const std::string& bytes, const std::filesystem::path& path) {
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

}  // namespace

std::string render_map(const MapPlan& plan, MapFormat format) {
    return render_with(*plan.content().measure, plan, format);
}

std::vector<std::string> render_map(const MapPlan& plan, std::span<const MapFormat> formats) {
    const bool is_shared = formats.size() > 1 && std::ranges::find(formats, MapFormat::pdf) != formats.end();
    std::future<std::string> pdf;
    if (is_shared) {
        pdf = std::async(std::launch::async, [&plan] {
            // Pango's fonts are not for two threads at once.
            const TextMeasure own(plan.content().measure->family());
            return render_with(own, plan, MapFormat::pdf);
        });
    }
    std::vector<std::string> files(formats.size());
    for (std::size_t f = 0; f < formats.size(); ++f) {
        if (!is_shared || formats[f] != MapFormat::pdf) files[f] = render_map(plan, formats[f]);
    }
    if (!is_shared) return files;
    const std::string bytes = pdf.get();
    for (std::size_t f = 0; f < formats.size(); ++f) {
        if (formats[f] == MapFormat::pdf) files[f] = bytes;
    }
    return files;
}

void write_map(const MapPlan& plan, MapFormat format, const std::filesystem::path& path) {
    write_bytes(render_map(plan, format), path);
}

void write_map(const MapPlan& plan, std::span<const MapFormat> formats, const std::filesystem::path& stem) {
    const std::vector<std::string> files = render_map(plan, formats);
    for (std::size_t f = 0; f < formats.size(); ++f)
        write_bytes(files[f], stem.string() + ending_of(formats[f]));
}

}  // namespace render
