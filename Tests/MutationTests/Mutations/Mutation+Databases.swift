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
      claims: ["en8", "en9", "en10", "en11", "en12", "en13", "en22", "en23"],
      file: mysql + "Replication/ApplierThread.swift",
      original: "if «!isKnown», !isOwn, !isSkipped {", replacement: "false"),
    Mutation(
      name: "a-clone-of-a-slave-knows-no-master",
      breaks: "The copy of a slave does not say how far in the master's log it goes.",
      claims: ["en23"], file: mysql + "Backup/XtrabackupProgram.swift",
      original: "    if «withSourceInfo» {", replacement: "false"),
    Mutation(
      name: "volumes-go-with-containers", breaks: "A volume with a name goes with its container.",
      claims: ["vi1", "en1"],
      file: "Sources/Plugins/Containers/Docker/Engine/DockerEngine+Running.swift",
      original: "if let volume = mount.volume, «volume.isAnonymous», users", replacement: "true"),
    Mutation(
      name: "pages-get-older", breaks: "A web server's pages tell when they were asked for.",
      claims: ["vi2", "vi3", "en2"],
      file: "Sources/Plugins/Containers/Nginx/NginxServer.swift",
      original: "response.body = «file.contents»",
      replacement: "\"<!-- \\(process.world.now.milliseconds) -->\" + file.contents"),
  ]
}
