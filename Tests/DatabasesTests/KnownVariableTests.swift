import Testing

@testable import Databases

/// Names that MySQL has: with their value, or refused as what is not simulated.
@Suite struct KnownVariableTests {
  @Test(arguments: [
    ("mysql:8.0", "innodb_buffer_pool_size", "134217728"),
    ("mysql:8.0", "innodb_autoinc_lock_mode", "2"),
    ("mysql:5.7", "innodb_autoinc_lock_mode", "1"),
    ("mysql:8.0", "lower_case_table_names", "0"),
    ("mysql:8.0", "innodb_file_per_table", "1"),
    ("mysql:8.0", "performance_schema", "1"),
  ])
  func harmlessOnesHaveTheirValue(_ image: String, _ name: String, _ value: String) throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", image: image)
    #expect(fixture.sql("db", "SELECT @@\(name)") == value + "\n")
    let shown = value == "1" && name != "innodb_autoinc_lock_mode" ? "ON" : value
    #expect(fixture.sql("db", "SHOW VARIABLES LIKE '\(name)'") == "\(name)\t\(shown)\n")
  }

  @Test func anOptionThatIsTakenIsShown() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", arguments: ["--innodb-buffer-pool-size=256M"])
    #expect(fixture.sql("db", "SELECT @@innodb_buffer_pool_size") == "268435456\n")
  }

  @Test func namesThatAreNotSimulatedAreRefusedAsThat() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db")
    let refusal =
      "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support"
      + " '@@long_query_time'\n[1]\n"
    #expect(fixture.sql("db", "SELECT @@long_query_time") == refusal)
    #expect(fixture.sql("db", "SET GLOBAL long_query_time = 1") == refusal)
    #expect(fixture.sql("db", "SHOW VARIABLES LIKE 'long_query_time'") == refusal)
    #expect(
      fixture.sql("db", "SELECT @@nosuch")
        == "ERROR 1193 (HY000) at line 1: Unknown system variable 'nosuch'\n[1]\n")
  }

  @Test(arguments: [
    ("mysql:5.7", "1235 (42000) at line 1: This version of MySQL doesn't yet support"),
    ("mysql:8.0", "1193 (HY000) at line 1: Unknown system variable 'query_cache_size'"),
  ])
  func whatOnlyTheOldVersionHasIsUnknownToTheNewOne(_ image: String, _ error: String) throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", image: image)
    #expect(fixture.sql("db", "SELECT @@query_cache_size").hasPrefix("ERROR " + error))
  }

  @Test func patternsShowWhatIsSimulated() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db")
    #expect(
      fixture.sql("db", "SHOW VARIABLES LIKE 'innodb_buffer%'")
        == "innodb_buffer_pool_size\t134217728\n")
    #expect(
      fixture.sql("db", "SHOW VARIABLES LIKE 'slow_query%'")
        == "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support 'SHOW VARIABLES"
        + " LIKE 'slow_query%''\n[1]\n")
    #expect(fixture.sql("db", "SHOW VARIABLES LIKE 'nosuch%'") == "")
  }

  @Test(arguments: [
    ("--lower-case-table-names=1", "the value '1' of 'lower_case_table_names'"),
    ("--long-query-time=1", "the option 'long_query_time=1'"),
    ("--general-log", "the option 'general_log=ON'"),
  ])
  func optionsThatAreNotSimulatedAreNotUnknown(_ option: String, _ what: String) throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", arguments: [option], expectsStart: false)
    let log = fixture.log("db").joined(separator: "\n")
    #expect(log.contains("\(what) is not supported here"), "\(log)")
    #expect(!log.contains("unknown variable"))
  }

  @Test func namesThatNobodyKnowsStayUnknown() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", arguments: ["--nosuch=1"], expectsStart: false)
    #expect(fixture.log("db").joined().contains("unknown variable 'nosuch=1'"))
  }

  @Test func theOwnPluginsAreListed() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db")
    #expect(
      fixture.sql("db", "SHOW PLUGINS") == """
        binlog\tACTIVE\tSTORAGE ENGINE\tNULL\tGPL
        mysql_native_password\tACTIVE\tAUTHENTICATION\tNULL\tGPL
        sha256_password\tACTIVE\tAUTHENTICATION\tNULL\tGPL
        caching_sha2_password\tACTIVE\tAUTHENTICATION\tNULL\tGPL
        InnoDB\tACTIVE\tSTORAGE ENGINE\tNULL\tGPL

        """)
  }
}
