/// Parquet files as data to evaluate.
module dev.kbench.data {
    requires com.github.luben.zstd_jni;
    requires dev.kbench.core;

    provides dev.kbench.table.spi.TableFormat with
            dev.kbench.data.parquet.ParquetFormat;
}
