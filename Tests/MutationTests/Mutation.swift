/// One deliberate mistake in the sources: the claims that rest on the rule which it breaks must
/// turn red.
struct Mutation: Sendable {
  /// A few words with hyphens; no other mutation has them.
  var name: String
  /// What it breaks, in a sentence.
  var breaks: String
  /// The ids of the claims that it must turn red.
  var claims: [String]
  /// Nearly always one; a rule that is kept twice has to be broken twice.
  var edits: [Edit]

  /// A place in the sources, and what stands there when the mutation is switched on.
  struct Edit: Sendable {
    /// The file, as a path from the package on.
    var file: String
    /// The place: text that the file contains exactly once. When a part of it stands between `«`
    /// and `»`, that part alone is replaced, and the rest says where it is.
    var original: String
    /// What stands there instead. Both versions are compiled, so each must be right by itself.
    var replacement: String
    var kind = Kind.expression
  }

  enum Kind {
    /// Both are expressions of one type without `try`.
    case expression
    /// Both are statements that declare nothing for what follows.
    case statements
  }

  init(name: String, breaks: String, claims: [String], edits: [Edit]) {
    self.name = name
    self.breaks = breaks
    self.claims = claims
    self.edits = edits
  }

  init(
    name: String, breaks: String, claims: [String], file: String, original: String,
    replacement: String, kind: Kind = .expression
  ) {
    let edit = Edit(file: file, original: original, replacement: replacement, kind: kind)
    self.init(name: name, breaks: breaks, claims: claims, edits: [edit])
  }

  /// Every mutation. New ones go into the list of their subject; a plugin has a list of its own.
  static let all: [Mutation] =
    statefulSets + replicaSets + storage + network + sessions
    + databases

  /// The edits of each file, with the number that switches their mutation on.
  static func edits(_ mutations: [Mutation]) -> [String: [NumberedEdit]] {
    var edits: [String: [NumberedEdit]] = [:]
    for (index, mutation) in mutations.enumerated() {
      for edit in mutation.edits {
        edits[edit.file, default: []].append(
          NumberedEdit(number: index + 1, mutation: mutation.name, edit: edit))
      }
    }
    return edits
  }
}

/// An edit of the mutation with a number.
struct NumberedEdit: Sendable {
  var number: Int
  var mutation: String
  var edit: Mutation.Edit
}
