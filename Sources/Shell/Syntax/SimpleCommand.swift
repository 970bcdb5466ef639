/// `name=value… words… redirections…`.
struct SimpleCommand {
  var assignments: [Assignment] = []
  var words: [Argument] = []
  var redirections: [Redirection] = []

  struct Argument {
    var word: Word
    /// `export x=…`: a word that is expanded like an assignment, without splitting.
    var isAssignment = false
  }
}

/// `name=value` or `name+=value`.
struct Assignment {
  var name: String
  var value: Word
  var isAppending = false
}
