extension Mutation {
  private static let mysql = "Sources/Plugins/Databases/MySQL/"

  /// A master and its slaves.
  static let databases = [
    Mutation(
      name: "slaves-take-writes", breaks: "A slave takes writes of clients.",
      claims: ["en5", "en6", "en22"], file: mysql + "Server/StatementExecution.swift",
      original: "if «server.variables.flag(\"super_read_only\")» { throw",
      replacement: "false"),
    Mutation(
      name: "slaves-apply-nothing", breaks: "A slave does not apply what the master has logged.",
      claims: ["en7", "en8", "en9", "en10", "en11", "en12", "en13", "en22"],
      file: mysql + "Replication/ApplierThread.swift",
      original: "if «!isKnown», !isOwn, !isSkipped {", replacement: "false"),
  ]
}
