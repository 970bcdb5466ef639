/// Writes markup as HTML: the only place where text becomes HTML.
///
/// Void elements have no end tag. Inside `svg`, where HTML parsers follow the rules of XML for
/// it, an element without children is closed at once.
struct MarkupWriter {
  private(set) var text = ""

  mutating func write(_ markup: Markup) {
    write(markup, inside: .html)
  }

  private mutating func write(_ markup: Markup, inside context: Context) {
    switch markup {
    case .text(let content):
      switch context {
      case .html, .foreign: text.appendEscaped(content, inAttribute: false)
      case .script: text.appendEscapedForScript(content)
      case .style: text.appendEscapedForStyle(content)
      }
    case .trusted(let content):
      text += content
    case .fragment(let pieces):
      for piece in pieces { write(piece, inside: context) }
    case .element(let element):
      write(element, inside: context)
    }
  }

  private mutating func write(_ element: MarkupElement, inside context: Context) {
    text += "<"
    text += element.name
    for entry in element.attributes.entries {
      text += " "
      text += entry.name
      text += "=\""
      text.appendEscaped(entry.value, inAttribute: true)
      text += "\""
    }
    let inner = context.entering(element.name)
    if inner == .foreign {
      if element.children.isEmpty {
        text += "/>"
        return
      }
    } else if element.isVoid {
      text += ">"
      return
    }
    text += ">"
    if element.name == "pre" || element.name == "textarea" {
      // A parser drops a line feed that comes first in these, so a real one is doubled.
      if case .text(let content)? = element.children.first, content.utf8.first == 0x0A {
        text += "\n"
      }
    }
    for child in element.children { write(child, inside: inner) }
    text += "</"
    text += element.name
    text += ">"
  }

  /// What the parser of the page reads at this place.
  private enum Context {
    case html
    case foreign
    case script
    case style

    func entering(_ name: String) -> Context {
      switch name {
      case "svg", "math": return .foreign
      case "foreignObject": return .html
      case "script": return .script
      case "style": return .style
      default: return self
      }
    }
  }
}
