/** Bounds that keep one object from taking the machine. Sizes in bytes, uncompressed. */
export interface ReadLimits {
  /** A larger record is quarantined; also bounds what may surround a list. */
  readonly maxRecordBytes: number;
  /** Levels of arrays and objects inside one record. */
  readonly maxRecordDepth: number;
  /** A larger object is refused. Guards against compression bombs; memory does not depend on it. */
  readonly maxObjectBytes: number;
  /** Objects up to this size are kept in memory between the two passes; larger ones are opened twice. */
  readonly keepInMemoryBytes: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxRecordBytes: 1024 * 1024,
  maxRecordDepth: 64,
  maxObjectBytes: 4 * 1024 ** 3,
  keepInMemoryBytes: 8 * 1024 * 1024,
};
