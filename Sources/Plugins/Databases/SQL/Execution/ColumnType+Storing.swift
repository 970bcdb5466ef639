extension ColumnDefinition {
  /// A value as the column keeps it, in strict mode: what does not fit is an error.
  ///
  /// - Parameter row: the number of the row in its statement, for the message.
  func stored(_ value: SQLValue, row: Int) throws(SQLError) -> SQLValue {
    if value.isNull { return .null }
    switch type {
    case .integer(let width, let isUnsigned):
      if width == .big, isUnsigned, case .text(let text) = value,
        let number = UInt64(text), number > UInt64(Int64.max)
      {
        throw .largeNumber
      }
      return .integer(try whole(value, width.range(isUnsigned), row))
    case .decimal(let precision, let scale):
      let number: SQLDecimal?
      switch value {
      case .integer(let whole): number = SQLDecimal(units: whole, scale: 0)
      case .decimal(let exact): number = exact
      case .text(let text):
        guard SQLValue.isNumber(text) else { throw .wrongValue("decimal", text, name, row) }
        number =
          SQLDecimal(SQLText.trimmed(text, front: true, back: true))
          ?? SQLDecimal(SQLValue.text(of: SQLValue.leadingNumber(of: text)))
      default: number = SQLDecimal(SQLValue.text(of: value.number))
      }
      guard let rounded = number?.rescaled(to: scale), let limit = SQLDecimal.power(precision),
        rounded.units.magnitude < UInt64(limit)
      else { throw .outOfRange(name, row) }
      return .decimal(rounded)
    case .double:
      if case .text(let text) = value, !SQLValue.isNumber(text) {
        throw .wrongValue("DOUBLE", text, name, row)
      }
      return .double(value.number)
    case .char(let length), .varchar(let length):
      let text = value.text ?? ""
      // A text of as many bytes has no more characters.
      if text.utf8.count > length {
        let count = text.unicodeScalars.count
        if count > length {
          let end = text.unicodeScalars.index(text.unicodeScalars.startIndex, offsetBy: length)
          guard text.unicodeScalars[end...].allSatisfy({ $0 == " " }) else {
            throw .tooLong(name, row)
          }
          return .text(String(text.unicodeScalars[..<end]))
        }
      }
      if case .char = type {
        return .text(SQLText.trimmed(text, front: false, back: true))
      }
      return .text(text)
    case .text(let limit):
      let text = value.text ?? ""
      guard Int64(text.utf8.count) <= limit else { throw .tooLong(name, row) }
      return .text(text)
    case .date, .dateTime, .timestamp:
      let isDate = type == .date
      guard let time = Evaluator.time(value) else {
        throw .wrongTime(value.text ?? "", name, row, date: isDate)
      }
      if type == .timestamp, time.seconds <= 0 || time.seconds > 2_147_483_647 {
        throw .wrongTime(value.text ?? "", name, row, date: false)
      }
      return .time(isDate ? time.date : SQLTime(seconds: time.seconds))
    }
  }

  private func whole(
    _ value: SQLValue, _ range: ClosedRange<Int64>, _ row: Int
  ) throws(SQLError) -> Int64 {
    let number: Int64
    switch value {
    case .integer(let whole): number = whole
    case .decimal(let exact):
      guard let rounded = exact.rescaled(to: 0) else { throw .outOfRange(name, row) }
      number = rounded.units
    case .text(let text):
      if let whole = Int64(text) {
        number = whole
      } else if SQLValue.isNumber(text) {
        let parsed = SQLValue.leadingNumber(of: text).rounded()
        guard let whole = Int64(exactly: parsed) else { throw .outOfRange(name, row) }
        number = whole
      } else if SQLValue.leadingNumber(of: text) != 0 {
        throw .truncated(name, row)
      } else {
        throw .wrongValue("integer", text, name, row)
      }
    case .time(let time): number = time.packed
    default:
      guard let whole = Int64(exactly: value.number.rounded()) else {
        throw .outOfRange(name, row)
      }
      number = whole
    }
    guard range.contains(number) else { throw .outOfRange(name, row) }
    return number
  }
}
