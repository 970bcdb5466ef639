import Testing

@Suite struct StyleTests {
  @Test(arguments: ModuleRule.all) func modulesImportOnlyWhatTheirArrowsAllow(_ rule: ModuleRule) {
    let allowed = rule.own.union(rule.foreign)
    for file in SourceTree.files(below: rule.folder) {
      for (number, line) in file.lines.enumerated() {
        guard let module = importedModule(line) else { continue }
        #expect(
          allowed.contains(module),
          "\(file.path):\(number + 1): \(rule.name) may not import \(module)")
      }
    }
  }

  @Test func everySourceFileBelongsToAModuleOfTheTable() {
    let folders = ModuleRule.all.map { $0.folder + "/" }
    for file in SourceTree.files(below: "Sources") {
      #expect(
        folders.contains { file.path.hasPrefix($0) }, "\(file.path) is in no module of the table")
    }
  }

  /// What Embedded Swift refuses or what would make two runs differ. The wasm build catches most
  /// of it too, but late and in other words.
  static let forbidden: [(pattern: String, reason: String)] = [
    (#"\bimport Foundation\b"#, "the portable modules do without Foundation"),
    (#"\\\.[a-z]\w*\)"#, "key paths do not work in Embedded Swift"),
    (#"\bString\(describing:"#, "it needs reflection"),
    (#"\bString\(format:"#, "it needs Foundation"),
    (#"\bCodable\b|\bEncodable\b|\bDecodable\b"#, "Codable does not work in Embedded Swift"),
    (#"\bDate\(\)|\bDate\.now\b|ContinuousClock|SuspendingClock"#, "real time never enters"),
    (
      #"\.random\(in:|SystemRandomNumberGenerator|\.shuffled\(\)|\.randomElement\("#,
      "randomness is keyed"
    ),
    (#"\bweak var\b|\bunowned (let|var)\b|\[weak "#, "there are no weak references"),
    (#"\basync\b|\bawait\b"#, "the core is single-threaded"),
    (#"\bprint\("#, "programs write to their streams"),
    (#"\bany (Sequence|Collection|Error|Equatable|Hashable)\b"#, "only class-bound existentials"),
  ]

  @Test(arguments: ModuleRule.all.filter { $0.isPortable && $0.name != "Browser" })
  func portableModulesUseNothingForbidden(_ rule: ModuleRule) throws {
    for (pattern, reason) in StyleTests.forbidden {
      let regex = try Regex(pattern)
      for file in SourceTree.files(below: rule.folder) {
        for (number, line) in file.lines.enumerated() where !isComment(line) {
          let match = line.firstMatch(of: regex)
          #expect(match == nil, "\(file.path):\(number + 1): \(reason): \(line)")
        }
      }
    }
  }

  @Test func nineFilesInTenStayBelowFourHundredLines() {
    for folder in ["Sources", "Tests"] {
      let lengths = SourceTree.files(below: folder).map { ($0.lines.count, $0.path) }
      let long = lengths.filter { $0.0 > 400 }
      #expect(
        long.count * 10 <= lengths.count,
        "\(long.count) of \(lengths.count) files in \(folder) are longer than 400 lines: \(long)")
      for (count, path) in lengths {
        #expect(count <= 900, "\(path) has \(count) lines; is it still one thing?")
      }
    }
  }

  /// Spelled in pieces, so that this file does not find itself.
  static let unfinished = [
    #"\bTO"# + #"DO\b"#, #"\bFIX"# + #"ME\b"#, #"\bX"# + #"XX\b"#, "not " + "implemented",
  ]

  @Test func nothingIsLeftUnfinished() throws {
    let unfinished = try Regex(StyleTests.unfinished.joined(separator: "|"))
    for file in SourceTree.files(below: "Sources", endings: [".swift", ".c", ".h"])
      + SourceTree.files(below: "Tests")
      + SourceTree.files(below: "site", endings: [".css", ".js", ".mustache", ".md"])
    {
      for (number, line) in file.lines.enumerated() {
        let mark = line.firstMatch(of: unfinished)
        #expect(mark == nil, "\(file.path):\(number + 1): \(line)")
      }
    }
  }

  @Test func filesAndTypesAreNotNamedAfterPatterns() {
    for file in SourceTree.files(below: "Sources") {
      let name = file.path.split(separator: "/").last ?? ""
      for word in ["Manager", "Helper", "Util"] {
        #expect(!name.contains(word), "\(file.path)")
      }
    }
  }

  @Test func everyPublicDeclarationHasADocComment() {
    let modules = ModuleRule.all.filter { $0.name != "StandardTheme" }
    let files = modules.map { SourceTree.files(below: $0.folder) }
    let declarations = PublicDeclarations(protocolsOf: files.flatMap { $0 })
    for (module, files) in zip(modules, files) {
      for place in declarations.uncommented(in: files) {
        Issue.record("\(place): \(module.name) offers it without saying what it promises")
      }
    }
  }

  @Test func publicDeclarationsAreFoundWithWhatTheyStandIn() {
    let text = """
      public protocol Vessel {
        /// How much.
        var size: Int { get }
        func sink()
      }

      /// A boat.
      public struct Boat: Vessel, Hashable {
        public var size: Int { 1 }
        @inlinable
        public private(set) var name = ""
        /// Where to.
        @discardableResult
        public func sail() -> Bool { true }
        var crew = 0
        public init(name: String) { self.name = name }
      }

      extension Boat {
        public func sink() {}
        public static func < (left: Boat, right: Boat) -> Bool { true }
      }
      """
    let files = [SourceTree.SourceFile(path: "Boat.swift", text: text)]
    let found = PublicDeclarations(protocolsOf: files).uncommented(in: files)
    #expect(
      found == [
        "Boat.swift:1: public protocol Vessel {",
        "Boat.swift:4: func sink()",
        "Boat.swift:11: public private(set) var name = \"\"",
        "Boat.swift:16: public init(name: String) { self.name = name }",
        "Boat.swift:21: public static func < (left: Boat, right: Boat) -> Bool { true }",
      ])
  }

  private func importedModule(_ line: Substring) -> String? {
    var words = line.split(separator: " ")
    guard line.first != " " else { return nil }
    while let first = words.first,
      ["public", "internal", "package", "private", "@testable", "@_exported", "@preconcurrency"]
        .contains(first)
    {
      words.removeFirst()
    }
    guard words.first == "import", words.count >= 2 else { return nil }
    let module = ["struct", "class", "enum", "func"].contains(words[1]) ? words[2] : words[1]
    return String(module.split(separator: ".")[0])
  }

  private func isComment(_ line: Substring) -> Bool {
    line.drop { $0 == " " }.hasPrefix("//")
  }
}
