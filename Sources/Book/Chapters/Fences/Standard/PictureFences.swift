import Markdown
import Scenes

/// Fences that show what is recorded of the chapter's scenarios.
extension FencePlugin {
  /// Two sessions of the chapter, side by side on one clock.
  static let compare = FencePlugin(
    word: "compare", summary: "Two sessions side by side, stepped together.",
    attributes: [
      AttributeRule("id", .name, "the name by which links and translations refer to it"),
      AttributeRule("left", .name, isRequired: true, "the session on the left"),
      AttributeRule("right", .name, isRequired: true, "the session on the right"),
      AttributeRule("caption", .text, "the words below it"),
    ], content: .markdown
  ) { fence, chapter in
    var reading = FenceReading()
    for name in ["left", "right"] { reading.check(session: name, of: fence, in: chapter) }
    return reading
  }

  /// What became of pods, a lane for each.
  static let timeline = FencePlugin(
    word: "timeline", summary: "What became of the pods of a controller, a lane for each.",
    attributes: [
      AttributeRule("id", .name, "the name by which links and translations refer to it"),
      AttributeRule("session", .name, "the session; without it `main`"),
      AttributeRule("of", .text, "whose pods: `statefulset/web`"),
      AttributeRule("from", .name, "the block that it begins with"),
      AttributeRule("to", .name, "the block that it ends with"),
      AttributeRule("caption", .text, "the words below it"),
    ], content: .markdown
  ) { fence, chapter in
    var reading = FenceReading()
    reading.check(session: "session", of: fence, in: chapter)
    for name in ["from", "to"] { reading.check(block: name, of: fence, in: chapter) }
    return reading
  }

  /// The picture behind a block once more.
  static let figure = figure(pluginKinds: { [] })

  /// The same in a book whose plugins draw other kinds of things; asked for when a chapter names a
  /// kind that is no standard one.
  static func figure(pluginKinds: @escaping @Sendable () -> [SceneKind]) -> FencePlugin {
    FencePlugin(
      word: "figure", summary: "The picture behind a block once more, or some of what is in it.",
      attributes: [
        AttributeRule("id", .name, "the name by which links and translations refer to it"),
        AttributeRule("of", .name, isRequired: true, "the block whose picture it is"),
        AttributeRule("kinds", .text, "only these kinds of things, with commas between"),
        AttributeRule(
          "as", .choice(["picture", "sequence"]), "what there was, or who asked whom"),
        AttributeRule("caption", .text, "the words below it"),
      ], content: .markdown
    ) { fence, chapter in
      var reading = FenceReading()
      reading.check(block: "of", of: fence, in: chapter)
      reading.checkKinds(of: fence, in: chapter, others: pluginKinds)
      if fence.value("as") == "sequence",
        let kinds = fence.attributes.first(where: { $0.name == "kinds" })
      {
        reading.diagnostics.append(
          Diagnostic(
            file: chapter.file, range: kinds.range, "a sequence has no `kinds`",
            suggestion: "leave `kinds` or `as=sequence` out"))
      }
      return reading
    }
  }
}

extension FenceReading {
  fileprivate mutating func check(
    session name: String, of fence: PluginFence, in chapter: Chapter
  ) {
    guard let attribute = fence.attributes.first(where: { $0.name == name }),
      let session = attribute.value
    else { return }
    let known = chapter.scenarios.filter { $0.norun == nil }.map(\.session)
    if known.contains(session) { return }
    diagnostics.append(
      Diagnostic(
        file: chapter.file, range: attribute.valueRange,
        "the chapter has no session `\(session)` with commands",
        suggestion: Spelling.offer(Spelling.nearest(to: session, among: known))))
  }

  /// Checks the kinds that a figure is to show. A plugin may not say what it draws: a kind that is
  /// like no known one is only doubtful.
  fileprivate mutating func checkKinds(
    of fence: PluginFence, in chapter: Chapter, others: () -> [SceneKind]
  ) {
    guard let attribute = fence.attributes.first(where: { $0.name == "kinds" }),
      let value = attribute.value
    else { return }
    let standard = SceneKind.standard.map(\.name)
    let asked = value.split(separator: ",").map { String($0).trimmingSpaces }
    guard !asked.allSatisfy(standard.contains) else { return }
    let known = standard + others().map(\.name).filter { !standard.contains($0) }
    for kind in asked where !known.contains(kind) {
      let near = Spelling.nearest(to: kind, among: known)
      let list = known.map { "`\($0)`" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          near == nil ? .warning : .error, file: chapter.file, range: attribute.valueRange,
          near == nil
            ? "no kind of things in pictures is called `\(kind)`"
            : "pictures have no kind `\(kind)`",
          explanation: near == nil
            ? "a plugin that draws such things has to say so: `registrations.picture(…, kinds: …)`"
            : nil,
          suggestion: (Spelling.offer(near).map { $0 + " " } ?? "") + "the kinds are \(list)"))
    }
  }

  fileprivate mutating func check(block name: String, of fence: PluginFence, in chapter: Chapter) {
    guard let attribute = fence.attributes.first(where: { $0.name == name }),
      let id = attribute.value
    else { return }
    let known = chapter.scenarios.filter { $0.norun == nil }.compactMap(\.id)
    if known.contains(id) { return }
    diagnostics.append(
      Diagnostic(
        file: chapter.file, range: attribute.valueRange, "no scenario with the id `\(id)` runs",
        suggestion: Spelling.offer(Spelling.nearest(to: id, among: known))))
  }
}
