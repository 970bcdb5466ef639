/// A line of the legend: a sample of how something is drawn, and what it means.
public struct SceneLegendEntry: Sendable, Hashable {
  /// What the sample is a sample of.
  public enum Sample: Sendable, Hashable {
    case state(SceneState)
    case link(SceneLinkKind)
  }

  /// What is drawn at the beginning of the line.
  public var sample: Sample
  /// What it means, in a few words.
  public var text: String

  /// An entry for a state or a kind of link.
  public init(_ sample: Sample, _ text: String) {
    self.sample = sample
    self.text = text
  }
}
