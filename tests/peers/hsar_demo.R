# The demonstration data of the R package HSAr (Haynes, github.com/aghaynes/HSAr, inst/extdata/prep_example.R): 1178
# made-up patients of 19 regions at 4 hospitals, drawn anew with the package's seed, sizes and probabilities. Prints the
# counts that tests/shapes/flow_known_answers_test.cpp has; needs r-base only.
#
#   Rscript tests/peers/hsar_demo.R
set.seed(12345)
hospitals <- c("S", "J", "O", "C")
draws <- list(
    list("I", 21, c(.6, .2, .1, .1)), list("A", 40, c(.05, .2, .1, .8)), list("B", 100, c(.1, .3, .1, .9)),
    list("C", 66, c(.1, .1, .1, .95)), list("D", 67, c(.1, .2, .1, .6)), list("E", 82, c(.2, .3, .1, .8)),
    list("G", 44, c(.2, .5, .2, .5)), list("H", 67, c(.6, .4, .2, .1)), list("I", 21, c(.6, .2, .2, .1)),
    list("J", 34, c(.4, .8, .2, .3)), list("K", 56, c(.2, .7, .2, .3)), list("L", 59, c(.1, .4, .5, .1)),
    list("M", 20, c(.1, .2, .3, .5)), list("O", 48, c(.1, .9, .4, .1)), list("Q", 98, c(.6, .6, .3, .1)),
    list("R", 67, c(.4, .4, .4, .4)), list("S", 78, c(.6, .2, .2, .1)), list("T", 89, c(.9, .1, .1, .1)),
    list("U", 91, c(.6, .2, .2, .1)), list("V", 30, c(.6, .2, .2, .1)))
from <- c()
to <- c()
for (draw in draws) {
    from <- c(from, rep(draw[[1]], draw[[2]]))
    to <- c(to, sample(hospitals, draw[[2]], prob = draw[[3]], replace = TRUE))
}
print(table(from, to))
