// PNG and PDF by Cairo.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "render/canvas.hpp"
#include "render/text_measure.hpp"

namespace render {

/// What a file says about itself.
struct DocumentInfo {
    std::string title;
    std::string description;  ///< the alternative text
    std::string author;
    std::vector<std::string> keywords;
    std::string record;                     ///< how the file was made
    std::vector<std::string> figures = {};  ///< alternative text of each figure; none: the description
};

/// Draws a page on Cairo and keeps the bytes of the file. The same drawing gives the same bytes.
class CairoCanvas : public Canvas {
public:
    /// A picture of the page at `dpi`, white. @throws UsageError when it would have over 20,000 pixels a
    /// side.
    static std::unique_ptr<CairoCanvas> png(PageSize page, double dpi, const DocumentInfo& info,
                                            const TextMeasure& text);
    /// A page with selectable text and tags; its date is SOURCE_DATE_EPOCH, else 1 January 1970.
    static std::unique_ptr<CairoCanvas> pdf(PageSize page, const DocumentInfo& info, const TextMeasure& text);
    ~CairoCanvas() override;

    void begin_group(const Group& group) override;
    void end_group() override;
    void fill(const Path& rings, const Fill& fill, const Annotation& annotation) override;
    void stroke(const Path& lines, const Stroke& stroke) override;
    void text(PagePoint baseline, const std::string& line, const TextStyle& style) override;

    /// Ends a page of a PDF and begins the next.
    void next_page();
    /// Names the page in the outline of the PDF. @pre pages are numbered from 1
    void bookmark(const std::string& name, std::size_t page);

    /// Ends the drawing and gives the bytes of the file. @throws OutputError with Cairo's words when it
    /// failed.
    [[nodiscard]] std::string finish();

private:
    struct State;
    explicit CairoCanvas(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace render
