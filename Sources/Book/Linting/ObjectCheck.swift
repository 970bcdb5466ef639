public import Sessions

/// Checks that the objects and files which a chapter's sentences name are in its scenarios.
public struct ObjectCheck {
  private let mentions: ObjectMentions

  /// A check for objects of these kinds, and for names with numbers such as `web-7`.
  public init(kinds: [ObjectKind]) { mentions = ObjectMentions(kinds: kinds) }

  /// The objects that a chapter names, and that its text does not show: no command, output, file,
  /// listing or claim has them. A chapter without scenarios may name what it likes.
  public func doubts(about chapter: Chapter) -> [NamedObject] {
    guard chapter.scenarios.contains(where: { $0.norun == nil }) else { return [] }
    let text = WordSearch(
      chapter.files.map(\.name)
        + chapter.blocks.compactMap { block in
          if case .plugin = block { nil } else { block.code.text }
        })
    let endings = Set(
      ObjectCheck.fileNames(in: chapter).compactMap { NamedObject.fileEnding(of: $0) })
    return mentions.mentions(in: chapter).filter { object in
      // A chapter that has no such files speaks of those of somebody else.
      if object.sort == .file, let ending = NamedObject.fileEnding(of: object.text),
        !endings.contains(ending)
      {
        return false
      }
      return !object.words.contains { text.has($0, ignoringCase: object.isKind) }
    }
  }

  /// What to say about the objects in doubt, when a run of the chapter does not have them either.
  /// - Parameter run: nil when the chapter cannot be run.
  public func diagnostics(
    _ doubts: [NamedObject], of chapter: Chapter, run: ChapterRun?
  ) -> [Diagnostic] {
    let world = WordSearch(run.map(ObjectCheck.things) ?? [])
    let shown = ObjectCheck.names(in: chapter)
    let files = ObjectCheck.fileNames(in: chapter)
    return doubts.filter { object in
      !object.words.contains { world.has($0, ignoringCase: object.isKind) }
    }.map { object in
      Diagnostic(
        .warning, file: chapter.file, range: object.range,
        "no scenario of this chapter has \(ObjectCheck.article(of: object))`\(object.text)`",
        explanation: "readers look for what stands between backticks in the boxes",
        suggestion: ObjectCheck.help(for: object, among: object.sort == .file ? files : shown))
    }
  }

  private static func article(of object: NamedObject) -> String {
    switch object.sort {
    case .object: ""
    case .kind: "a "
    case .file: "the file "
    }
  }

  /// The files that the scenarios of a chapter are given or name, without their folders.
  private static func fileNames(in chapter: Chapter) -> [String] {
    let commands =
      chapter.scenarios.filter { $0.norun == nil }.flatMap(\.steps).map(\.command)
      + chapter.checks.flatMap(\.assertions).map(\.command)
    let words = commands.flatMap { command in
      command.split {
        !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "." || $0 == "_")
      }
    }
    let names = chapter.files.compactMap { $0.name.split(separator: "/").last } + words
    return names.filter { NamedObject.fileEnding(of: $0) != nil }.map(String.init)
  }

  /// What a run had: things that something happened to, and those of its pictures.
  private static func things(of run: ChapterRun) -> [String] {
    var texts: Set<String> = []
    for block in run.blocks {
      for recording in block.steps.map(\.recording) + block.claims.map(\.recording) {
        for event in recording.events {
          texts.insert(event.subject)
          texts.insert(event.actor)
        }
      }
      for scene in [block.scene] + block.steps.map(\.scene) {
        for box in scene.boxes { texts.insert("\(box.id) \(box.label)") }
      }
    }
    return Array(texts)
  }

  /// The names in the commands and outputs of a chapter, each once, in their order.
  private static func names(in chapter: Chapter) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for scenario in chapter.scenarios {
      let words = scenario.code.text.split {
        !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == ".")
      }
      for word in words where NamedObject.isName(word) && known.insert(String(word)).inserted {
        names.append(String(word))
      }
    }
    return names
  }

  private static func help(for object: NamedObject, among names: [String]) -> String {
    let general = "name one that they show, or leave the backticks out"
    guard !object.isKind, let name = object.words.first else { return general }
    if object.sort == .object, let stem = NamedObject.stem(of: name) {
      let siblings = names.filter { NamedObject.stem(of: $0) == stem }.sorted()
      if !siblings.isEmpty {
        return "they have " + siblings.prefix(6).map { "`\($0)`" }.joined(separator: ", ")
      }
    }
    return Spelling.offer(Spelling.nearest(to: name, among: names)) ?? general
  }
}
