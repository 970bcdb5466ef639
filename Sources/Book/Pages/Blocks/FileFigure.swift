import Scenes

/// A file on a page: its text, or what is new in it when it replaces another.
struct FileFigure {
  let file: FileBlock
  /// What the file held before, in the same session; nil for a new one.
  let before: String?
  let id: String
  let words: ThemeWords

  func markup() -> Markup {
    var caption = [Markup("span", ["class": "file-name"], text: file.name)]
    var form = "file"
    let code = CodeHighlighting.tokens(of: file.code.text, in: file.language)
    var text = code.markup
    if let before {
      let difference = LineDifference(old: before, new: file.code.text)
      caption += [.text(" "), Markup("span", ["class": "file-note"], text: note(difference))]
      if !difference.isEmpty {
        form += " changed"
        let old = CodeHighlighting.tokens(of: before, in: file.language)
        text = lines(of: difference, old: old.inLines, new: code.inLines)
      }
    }
    return Markup(
      "figure", ["class": form, "id": id],
      [
        Markup("figcaption", [:], caption), Markup.code(text, language: file.language),
      ])
  }

  private func note(_ difference: LineDifference) -> String {
    if difference.isEmpty { return words[.fileRepeated] }
    let removed = difference.lines.count { $0.kind == .removed }
    let added = difference.lines.count { $0.kind == .added }
    return words.text(.fileReplaced, [("removed", "\(removed)"), ("added", "\(added)")])
  }

  private func lines(
    of difference: LineDifference, old: [[CodeToken]], new: [[CodeToken]]
  ) -> [Markup] {
    var (oldLine, newLine) = (0, 0)
    return difference.lines.map { line in
      defer {
        if line.kind != .added { oldLine += 1 }
        if line.kind != .removed { newLine += 1 }
      }
      let text = (line.kind == .removed ? old[oldLine] : new[newLine]).markup + [.text("\n")]
      switch line.kind {
      case .same: return .fragment([mark("  ")] + text)
      case .removed: return Markup("del", ["class": "line"], [mark("- ")] + text)
      case .added: return Markup("ins", ["class": "line"], [mark("+ ")] + text)
      }
    }
  }

  private func mark(_ sign: String) -> Markup {
    Markup("span", ["class": "change-mark"], text: sign)
  }
}

extension Markup {
  /// Text of a file or of a listing, in its language.
  static func code(_ text: [Markup], language: String, id: String? = nil) -> Markup {
    let form = language.isEmpty ? nil : "language-" + language
    return Markup("pre", ["tabindex": "0", "id": id], [Markup("code", ["class": form], text)])
  }

  /// What a page shows of this: all of it, or only when the reader asks for it.
  func folded(_ visibility: Visibility, summary: String, setUp: String) -> Markup {
    switch visibility {
    case .shown: self
    case .folded:
      Markup("details", ["class": "folded"], [Markup("summary", [:], text: summary), self])
    case .hidden:
      Markup("details", ["class": "folded set-up"], [Markup("summary", [:], text: setUp), self])
    }
  }
}
