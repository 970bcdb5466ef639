/// An expression of an `awk` program.
indirect enum AwkExpression {
  case number(Double)
  case text(String)
  case pattern(RegularExpression)
  case variable(String)
  case field(AwkExpression)
  case element(String, [AwkExpression])
  case assign(AwkExpression, String, AwkExpression)
  case step(AwkExpression, Double, isBefore: Bool)
  case unary(String, AwkExpression)
  case binary(String, AwkExpression, AwkExpression)
  case matches(AwkExpression, AwkExpression, isNegated: Bool)
  case contains(String, [AwkExpression])
  case choice(AwkExpression, AwkExpression, AwkExpression)
  case call(String, [AwkExpression])
}

/// A statement of an `awk` program.
indirect enum AwkStatement {
  case expression(AwkExpression)
  case write([AwkExpression])
  case format([AwkExpression])
  case block([AwkStatement])
  case choice(AwkExpression, AwkStatement, AwkStatement?)
  case loop(AwkExpression?, AwkStatement, step: AwkStatement?, testsFirst: Bool)
  case each(String, String, AwkStatement)
  case delete(String, [AwkExpression]?)
  case next
  case exit(AwkExpression?)
  case leaveLoop
  case nextRound
}

/// A pattern and what is done for the lines that match.
struct AwkRule {
  enum Pattern {
    case begin
    case end
    case every
    case condition(AwkExpression)
    case range(AwkExpression, AwkExpression)
  }

  var pattern: Pattern
  /// Without an action the line is printed.
  var action: [AwkStatement]?
}

/// What is wrong with a program, or with one that runs.
struct AwkFailure: Error {
  var message: String
}
