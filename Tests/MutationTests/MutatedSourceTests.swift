import Testing

@Suite struct MutatedSourceTests {
  private func edit(
    _ original: String, _ replacement: String, _ kind: Mutation.Kind = .expression
  ) -> Mutation.Edit {
    Mutation.Edit(file: "a.swift", original: original, replacement: replacement, kind: kind)
  }

  private func text(_ text: String, _ edits: Mutation.Edit...) throws -> String {
    try MutatedSource.text(
      text,
      with: edits.enumerated().map {
        NumberedEdit(number: $0.offset + 1, mutation: "m", edit: $0.element)
      })
  }

  @Test func anExpressionBecomesAChoice() throws {
    #expect(
      try text("let a = b + c\n", edit("a = «b + c»", "b"))
        == "import Mutations\nlet a = (isMutated(1) ? (b) : (b + c))\n")
  }

  @Test func statementsBecomeABranch() throws {
    #expect(
      try text("a()\nb()\n", edit("a()", "c()", .statements))
        == "import Mutations\nif isMutated(1) {\nc()\n} else {\na()\n}\nb()\n")
  }

  @Test func mutationsOfOnePlaceShareItsChoice() throws {
    #expect(
      try text("f(x)", edit("«x»", "y"), edit("f(«x»)", "z"))
        == "import Mutations\nf((isMutated(1) ? (y) : isMutated(2) ? (z) : (x)))")
  }

  @Test func severalPlacesOfAFileAreReplaced() throws {
    #expect(
      try text("f(x, yy)", edit("x", "1"), edit("yy", "2"))
        == "import Mutations\nf((isMutated(1) ? (1) : (x)), (isMutated(2) ? (2) : (yy)))")
  }

  @Test func aFileWithoutMutationsStaysAsItIs() throws {
    #expect(try text("f(x)") == "f(x)")
  }

  @Test(arguments: ["g", "x"]) func textThatIsNotThereExactlyOnceIsRefused(_ original: String) {
    #expect(throws: MutatedSource.Problem.self) {
      try text("f(x, x)", edit(original, "y"))
    }
  }

  @Test(arguments: ["f(«x", "f(x»)", "«f»(«x»)", "f»(x«)"])
  func marksThatDoNotPairAreRefused(_ original: String) {
    #expect(throws: MutatedSource.Problem.self) { try text("f(x)", edit(original, "y")) }
  }

  @Test func overlappingPlacesAreRefused() {
    #expect(throws: MutatedSource.Problem.self) {
      try text("f(x)", edit("f(x)", "y"), edit("f(«x»)", "z"))
    }
  }
}
