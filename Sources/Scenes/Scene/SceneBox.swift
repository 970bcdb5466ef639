/// One thing in a picture.
public struct SceneBox: Sendable, Hashable {
  /// Names the thing in all steps of a session: `pod/default/web-0`. Unique in a scene; of two
  /// boxes with one id the first counts.
  public var id: String
  /// What it stands for: it decides how the box is drawn.
  public var kind: SceneKind
  /// The name that readers know it by: `web-0`.
  public var label: String
  /// A few words more: an image, a size, an address. Empty for none.
  public var sublabel: String
  /// What is said about its state. The first badge gives the box its colour.
  public var badges: [SceneBadge]
  /// Further lines: environment, sessions, rows.
  public var details: [String]
  /// The id of the box it is inside of. An unknown one counts as none.
  public var parent: String?
  /// The machine that it shows, by name and address: `web-0 10.244.1.2`. Other pictures put what
  /// runs there inside of it, see ``Scene/box(ofMachine:)``. Empty for what is no machine.
  public var machine: String
  /// Why it is as it is, as a clause: `web-1 is not Ready`. Empty if there is nothing to say.
  public var cause: String
  /// When it came to be, in milliseconds on the clock of the world; nil if its age does not matter.
  public var born: Int64?

  /// A box, with everything but its identity left out unless given.
  public init(
    id: String, kind: SceneKind, label: String, sublabel: String = "",
    badges: [SceneBadge] = [], details: [String] = [], parent: String? = nil,
    machine: String = "", cause: String = "", born: Int64? = nil
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.sublabel = sublabel
    self.badges = badges
    self.details = details
    self.parent = parent
    self.machine = machine
    self.cause = cause
    self.born = born
  }

  /// The state that gives the box its colour: that of its first badge.
  public var state: SceneState { badges.first?.state ?? .plain }
}
