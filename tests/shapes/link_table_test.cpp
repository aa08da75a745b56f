// Tables of links, and every way to get one wrong.
#include "shapes/link_table.hpp"

#include "geo/error.hpp"
#include "tests/shapes/table_of.hpp"

namespace {

using geo::FindingKind;
using geo::Severity;
using shapes_test::findings_of;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> codes{"E1", "E2", "E3", "E4"};
const std::vector<std::string> names{"Isle", "Port", "Twin", "Twin"};

shapes::LinkTable links_of(const std::vector<std::vector<std::string>>& rows) {
    return shapes::make_links(table_of(rows), codes, names);
}

TEST(LinkTable, EndsAreCodesOrNames) {
    const auto table = links_of({{"a", "b", "name", "kind"}, {"E1", "Port", "Solent ferry", "ferry"}});
    ASSERT_EQ(table.links.size(), 1U);
    EXPECT_EQ(table.links[0].a, 0);
    EXPECT_EQ(table.links[0].b, 1);
    EXPECT_EQ(table.links[0].name, "Solent ferry");
    EXPECT_EQ(table.links[0].kind, "ferry");
    EXPECT_TRUE(table.findings.empty());
}

TEST(LinkTable, ALinkWithoutANameIsCalledAfterItsEnds) {
    EXPECT_EQ(links_of({{"a", "b"}, {"E1", "E2"}}).links.at(0).name, "E1 to E2");
}

TEST(LinkTable, AnUnknownCodeIsAFindingWithItsLine) {
    const auto table = links_of({{"a", "b"}, {"E1", "E9"}});
    EXPECT_TRUE(table.links.empty());
    const auto found = findings_of(table.findings, FindingKind::unmatched, Severity::warning);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].codes, ElementsAre("E9"));
    EXPECT_THAT(found[0].text, HasSubstr("test.csv, line 2: E9 is no area"));
}

TEST(LinkTable, ANameOfTwoAreasIsAFinding) {
    const auto table = links_of({{"a", "b"}, {"E1", "Twin"}});
    EXPECT_TRUE(table.links.empty());
    EXPECT_EQ(findings_of(table.findings, FindingKind::bad_value, Severity::warning).size(), 1U);
}

TEST(LinkTable, ALinkToItselfIsAFinding) {
    const auto table = links_of({{"a", "b", "name"}, {"E1", "Isle", "round trip"}});
    EXPECT_TRUE(table.links.empty());
    ASSERT_EQ(table.findings.size(), 1U);
    EXPECT_THAT(table.findings[0].text, HasSubstr("round trip links E1 to itself"));
}

TEST(LinkTable, AnUnknownKindIsAFindingAndTheLinkStays) {
    const auto table = links_of({{"a", "b", "name", "kind"}, {"E1", "E2", "x", "balloon"}});
    EXPECT_EQ(table.links.size(), 1U);
    EXPECT_THAT(table.findings.at(0).text, HasSubstr("balloon"));
}

TEST(LinkTable, AnEmptyTableIsAFinding) {
    EXPECT_EQ(findings_of(links_of({{"a", "b"}}).findings, FindingKind::empty, Severity::warning).size(), 1U);
}

TEST(LinkTable, AMissingColumnIsAnError) {
    EXPECT_THAT(shapes_test::error_of<geo::InputError>([] {
                    (void)links_of({{"a", "to"}, {"E1", "E2"}});
                }),
                HasSubstr("column"));
}

}  // namespace
