extension Document {
  /// The document as HTML, as libcmark writes it in its safe mode: raw HTML is left out, and
  /// links to `javascript:`, `vbscript:`, `file:` and most `data:` addresses lose their target.
  public func html(_ options: HTMLOptions = HTMLOptions()) -> String {
    let tree = CMarkTree(lines)
    tree.replaceCodeBlocks { line, column in
      options.replacements[lines.offset(line: line, column: column)]
    }
    if let linkStart = options.linkStart { tree.replaceLinks(with: linkStart) }
    if let destination = options.destination { tree.replaceDestinations(with: destination) }
    if options.headingAnchors || options.topHeadingLevel > 1 || options.permalinkLabel != nil {
      var index = 0
      tree.replaceHeadings { level in
        defer { index += 1 }
        let level = min(6, level + max(0, options.topHeadingLevel - 1))
        let anchor = index < headings.count ? headings[index].anchor : ""
        guard options.headingAnchors, !anchor.isEmpty else {
          return ("<h\(level)>", "</h\(level)>")
        }
        var permalink = ""
        if let label = options.permalinkLabel {
          permalink =
            "<a class=\"permalink\" href=\"#\(anchor)\" aria-label=\"\(Document.escaped(label))\">#</a>"
        }
        return ("<h\(level) id=\"\(anchor)\">", "\(permalink)</h\(level)>")
      }
    }
    return tree.html()
  }

  /// Text with `&`, `<`, `>` and quotes as character references.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
