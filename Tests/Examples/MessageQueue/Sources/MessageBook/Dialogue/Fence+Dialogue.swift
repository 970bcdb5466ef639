import Book
import Markdown
import Scenes

extension Fence {
  /// A conversation: a line for each thing that is said, `Name: text`.
  static let dialogue = Fence(
    FencePlugin(
      word: "dialogue", summary: "Who says what: a line for each, `Name: text`.",
      attributes: [AttributeRule("title", .text)]
    ) { fence, chapter in
      var reading = FenceReading()
      for line in fence.lines where !line.isBlank && Remark(line) == nil {
        reading.diagnostics.append(
          Diagnostic(
            file: chapter.file, range: chapter.source.range(line.offsets),
            "nobody says this", explanation: "each line of a dialogue begins with a name",
            suggestion: "write `Name: text`"))
      }
      return reading
    }
  ) { fence, place in
    let remarks = fence.lines.compactMap(Remark.init).flatMap { remark in
      [Markup("dt", [:], text: remark.speaker), Markup("dd", [:], text: remark.text)]
    }
    let title = fence.value("title") ?? "Dialogue"
    return Markup(
      "figure", ["class": "dialogue", "id": place.id],
      [Markup("dl", [:], remarks), Markup("figcaption", [:], text: title)])
  }
}

/// Something that somebody says in a dialogue.
private struct Remark {
  let speaker: String
  let text: String

  init?(_ line: PluginFence.Line) {
    guard let colon = line.text.firstIndex(of: ":"), colon != line.text.startIndex else {
      return nil
    }
    speaker = String(line.text[..<colon])
    text = line.text[line.text.index(after: colon)...].drop { $0 == " " }.description
  }
}
