/// One line of text in a box, shortened to the box's width.
struct SceneLine: Sendable, Hashable {
  enum Style: String, Sendable, Hashable {
    case name
    case status
    case note
    case cause
    case inner
  }

  var style: Style
  /// The state whose mark stands before the text.
  var mark: SceneState?
  /// The kind whose sign stands before the text.
  var sign: SceneKind?
  var text: String
  var indent = 0
  /// When the thing came to be whose age stands behind the text, in milliseconds.
  var age: Int64?

  var height: Int {
    switch style {
    case .name: return 17
    case .status, .inner: return 15
    case .note, .cause: return 13
    }
  }

  /// The room that the mark or the sign takes before the text.
  var lead: Int { indent + (mark == nil && sign == nil ? 0 : 14) }
}
