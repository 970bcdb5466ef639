import Markdown

extension FrontMatter {
  /// Takes over from the original what this front matter leaves out, but its words and its former
  /// addresses; a summary must be there when the original has one.
  /// - Returns: whether anything was taken over.
  mutating func inherit(from original: OriginalChapter, _ mistakes: inout Mistakes) -> Bool {
    let theirs = original.chapter.frontMatter
    let known = keyLines
    var inherits = false
    func isLeftOut(_ key: String) -> Bool {
      let isLeftOut = known[key] == nil && theirs.keyLines[key] != nil
      inherits = inherits || isLeftOut
      return isLeftOut
    }
    if isLeftOut("cluster") { cluster = theirs.cluster }
    if isLeftOut("hosts") { hosts = theirs.hosts }
    if isLeftOut("seed") { seed = theirs.seed }
    if isLeftOut("pace") { pace = theirs.pace }
    if isLeftOut("order") { order = theirs.order }
    if isLeftOut("slug") { slug = theirs.slug }
    for (key, value) in theirs.settings where isLeftOut(key) { settings[key] = value }
    if theirs.summary != nil, known["summary"] == nil, titleLine > 0 {
      let line = mistakes.source.contentOffsets(ofLine: titleLine)
      mistakes.error(
        mistakes.source.range(line), "the translation has no summary",
        cause: "its title and its summary are not taken over from the original",
        help: "add `summary: …` to the front matter",
        notes: [
          Diagnostic.Note(
            "the original", file: original.chapter.file, line: theirs.keyLines["summary"] ?? 0)
        ])
    }
    return inherits
  }

  /// The keys that decide what a chapter's world prints, each with its value.
  var worldSettings: [(key: String, value: String)] {
    [
      ("cluster", "\(cluster)"), ("hosts", "\(hosts)"), ("seed", "\(seed)"), ("pace", "\(pace)"),
    ] + settings.map { ($0.key, $0.value.compactText) }.sorted { $0.0 < $1.0 }
  }
}
