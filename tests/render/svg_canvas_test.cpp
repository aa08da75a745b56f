#include "render/svg_canvas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace render {
namespace {

using testing::HasSubstr;

Path triangle() {
    return {{{1.0, 2.0}, {3.5, 2.0}, {3.5, 4.25}}, {0, 3}};
}

/// Every tag is closed by its own name, in order; attributes are quoted.
void expect_well_formed(const std::string& xml) {
    std::vector<std::string> open;
    for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
        const std::size_t end = xml.find('>', at);
        ASSERT_NE(end, std::string::npos);
        const std::string tag = xml.substr(at + 1, end - at - 1);
        if (tag.front() == '?' || tag.back() == '/') continue;
        if (tag.front() == '/') {
            ASSERT_FALSE(open.empty());
            EXPECT_EQ(open.back(), tag.substr(1));
            open.pop_back();
        } else {
            open.push_back(tag.substr(0, tag.find(' ')));
        }
    }
    EXPECT_TRUE(open.empty());
}

TEST(SvgCanvas, IsAPictureWithTitleAndDescriptionFirst) {
    SvgCanvas svg(PageSize{100.0, 50.0}, "Title", "What it shows", "Liberation Sans");
    const std::string text = svg.finish();
    EXPECT_THAT(text, HasSubstr("width=\"100mm\" height=\"50mm\" viewBox=\"0 0 283.46 141.73\" role=\"img\" "
                                "aria-labelledby=\"title desc\" lang=\"en-GB\""));
    EXPECT_THAT(
        text, HasSubstr(">\n  <title id=\"title\">Title</title>\n  <desc id=\"desc\">What it shows</desc>"));
    expect_well_formed(text);
}

TEST(SvgCanvas, WritesOnePathAnAreaWithItsFactsAndTitle) {
    SvgCanvas svg(PageSize{100.0, 50.0}, "Title", "What it shows", "Liberation Sans");
    svg.fill(triangle(), {rgb(0x2c7fb8)}, {"E54000007", "Greater Manchester: 12", {{"code", "E54000007"}}});
    EXPECT_THAT(svg.finish(), HasSubstr("<path id=\"E54000007\" data-code=\"E54000007\" fill=\"#2c7fb8\" "
                                        "fill-rule=\"evenodd\" d=\"M1 2l2.5 0 0 2.25z\">"
                                        "<title>Greater Manchester: 12</title></path>"));
}

TEST(SvgCanvas, HatchesWithAPattern) {
    SvgCanvas svg(PageSize{100.0, 50.0}, "Title", "What it shows", "Liberation Sans");
    svg.fill(triangle(), {rgb(0xf3f3f1), true, 0.0}, {"a", "Area a: No data", {}});
    const std::string text = svg.finish();
    EXPECT_THAT(text, HasSubstr("<path id=\"a\" fill=\"url(#hatch-f3f3f1)\""));
    EXPECT_EQ(text.find("Area a: No data"), text.rfind("Area a: No data"));
    expect_well_formed(text);
}

TEST(SvgCanvas, EscapesWhatMeansSomethingToXml) {
    SvgCanvas svg(PageSize{100.0, 50.0}, "A & B <C>", "say \"no\"\x01", "Liberation Sans");
    svg.begin_group({"1 bad id", Role::layer, "R&D"});
    svg.text({1.0, 2.0}, "x < y", {9.0, true, {}});
    svg.end_group();
    const std::string text = svg.finish();
    EXPECT_THAT(text, HasSubstr("A &amp; B &lt;C&gt;"));
    EXPECT_THAT(text, HasSubstr("<g id=\"a-1_bad_id\">"));
    EXPECT_THAT(text, HasSubstr("font-weight=\"bold\" fill=\"#000000\">x &lt; y</text>"));
    EXPECT_EQ(text.find('\x01'), std::string::npos);
    expect_well_formed(text);
}

TEST(SvgCanvas, DropsPointsThatRepeatAtItsPrecision) {
    SvgCanvas svg(PageSize{100.0, 50.0}, "Title", "What it shows", "Liberation Sans");
    svg.stroke({{{1.0, 1.0}, {1.001, 1.001}, {-0.5, 2.0}}, {0, 3}}, {rgb(0), 0.4});
    EXPECT_THAT(svg.finish(), HasSubstr("d=\"M1 1l-1.5 1\""));
}

}  // namespace
}  // namespace render
