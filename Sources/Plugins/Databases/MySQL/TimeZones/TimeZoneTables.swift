import SQL

/// The tables of `mysql` in which a server keeps time zones: empty until somebody loads them.
enum TimeZoneTables {
  private static let definitions = [
    """
    CREATE TABLE mysql.time_zone (Time_zone_id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    Use_leap_seconds CHAR(1) NOT NULL DEFAULT 'N', PRIMARY KEY (Time_zone_id))
    """,
    """
    CREATE TABLE mysql.time_zone_leap_second (Transition_time BIGINT NOT NULL,
    Correction INT NOT NULL, PRIMARY KEY (Transition_time))
    """,
    """
    CREATE TABLE mysql.time_zone_name (Name CHAR(64) NOT NULL, Time_zone_id INT UNSIGNED NOT NULL,
    PRIMARY KEY (Name))
    """,
    """
    CREATE TABLE mysql.time_zone_transition (Time_zone_id INT UNSIGNED NOT NULL,
    Transition_time BIGINT NOT NULL, Transition_type_id INT UNSIGNED NOT NULL,
    PRIMARY KEY (Time_zone_id, Transition_time))
    """,
    """
    CREATE TABLE mysql.time_zone_transition_type (Time_zone_id INT UNSIGNED NOT NULL,
    Transition_type_id INT UNSIGNED NOT NULL, `Offset` INT NOT NULL DEFAULT 0,
    Is_DST TINYINT UNSIGNED NOT NULL DEFAULT 0, Abbreviation CHAR(8) NOT NULL DEFAULT '',
    PRIMARY KEY (Time_zone_id, Transition_type_id))
    """,
  ]

  /// Makes them in a new server.
  static func create(in engine: SQLEngine) {
    let session = SQLSession(engine: engine, environment: RecoveryEnvironment(time: 0))
    for definition in definitions {
      do throws(SQLError) {
        _ = try session.define(SQLParser.statement(definition))
      } catch {
        preconditionFailure("a time zone table cannot be made: \(error.message)")
      }
    }
  }
}
