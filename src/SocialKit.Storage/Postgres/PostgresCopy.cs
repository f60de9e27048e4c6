using Npgsql;
using NpgsqlTypes;

namespace SocialKit.Storage.Postgres;

/// <summary>Rows as PostgreSQL copies them in: value by value, while it already takes in those that came before.</summary>
internal sealed class PostgresCopy(NpgsqlBinaryImporter importer) : IRowWriter
{
    public void Text(string? value)
    {
        if (StoredText.Write(value) is { } text)
            importer.Write(text, NpgsqlDbType.Text);
        else
            importer.WriteNull();
    }

    public void Number(long? value)
    {
        if (value is { } number)
            importer.Write(number, NpgsqlDbType.Bigint);
        else
            importer.WriteNull();
    }

    public void Real(double value) => importer.Write(value, NpgsqlDbType.Double);

    public void Id(Guid? value)
    {
        if (value is { } id)
            importer.Write(id, NpgsqlDbType.Uuid);
        else
            importer.WriteNull();
    }

    public void Bytes(ReadOnlyMemory<byte>? value)
    {
        if (value is { } bytes)
            importer.Write(bytes.ToArray(), NpgsqlDbType.Bytea);
        else
            importer.WriteNull();
    }
}
