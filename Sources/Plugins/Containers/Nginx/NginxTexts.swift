import Simulation

/// What the texts of configurations say. The containers of one image have the same texts, so each
/// is taken apart once for all of them.
final class NginxTexts: WorldComponent {
  private var known: [(path: String, text: String, directives: [NginxDirective])] = []

  /// So many texts are remembered, the newest ones.
  private static let limit = 16

  static func of(_ world: World) -> NginxTexts {
    let name = "nginx texts"
    if let known = world.component(name) as? NginxTexts { return known }
    let new = NginxTexts()
    world.add(new, named: name)
    return new
  }

  /// The directives that a text, read from a file, consists of.
  func directives(in text: String, _ path: String) throws(NginxProblem) -> [NginxDirective] {
    if let same = known.first(where: { $0.path == path && $0.text == text }) {
      return same.directives
    }
    var reader = NginxReader(text, file: path)
    let directives = try reader.directives()
    if known.count == NginxTexts.limit { known.removeFirst() }
    known.append((path, text, directives))
    return directives
  }
}
