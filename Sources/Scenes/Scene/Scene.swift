/// What a world looks like at one moment, as data: boxes inside boxes, and links between them.
///
/// A scene says nothing about places and colours. A picture is drawn of it,
/// ``sentences`` says the same in words, and a player in the page reads it as it is.
///
///     var scene = Scene(title: "A door with a bell")
///     scene.boxes = [
///       SceneBox(id: "host/door", kind: .host, label: "door"),
///       SceneBox(
///         id: "bell/door", kind: .process, label: "bell", badges: [SceneBadge("rang", .good)],
///         parent: "host/door"),
///     ]
public struct Scene: Sendable, Hashable {
  /// What the picture shows, as a heading without a full stop.
  public var title: String
  /// The boxes, in the order in which they are to stand. A child may come before its parent.
  public var boxes: [SceneBox]
  /// The lines between boxes. One whose ends are not both among the boxes is not drawn.
  public var links: [SceneLink]
  /// What the legend explains; when empty, the states and links that occur are explained.
  public var legend: [SceneLegendEntry]
  /// The language of what its pictures and sentences say; English, until it is
  /// ``translated(to:)`` another.
  public internal(set) var language = SceneLanguage.english

  /// A scene with the given things in it.
  public init(
    title: String, boxes: [SceneBox] = [], links: [SceneLink] = [],
    legend: [SceneLegendEntry] = []
  ) {
    self.title = title
    self.boxes = boxes
    self.links = links
    self.legend = legend
  }

  /// The id of the box that shows a machine, if one does.
  public func box(ofMachine machine: String) -> String? {
    boxes.first { $0.machine == machine && !machine.isEmpty }?.id
  }

  /// What is drawn under the picture: the given legend, or one for what occurs.
  public var effectiveLegend: [SceneLegendEntry] {
    if !legend.isEmpty { return legend }
    var entries: [SceneLegendEntry] = []
    for state in SceneState.allCases where state != .plain {
      let occurs = boxes.contains { $0.badges.contains { $0.state == state } }
      if occurs || links.contains(where: { $0.state == state }) {
        entries.append(SceneLegendEntry(.state(state), language.text(state.word)))
      }
    }
    var seen: [SceneLinkKind] = []
    for link in links where !seen.contains(link.kind) {
      seen.append(link.kind)
      entries.append(SceneLegendEntry(.link(link.kind), language.name(of: link.kind)))
    }
    return entries
  }
}
