package latchkey.admin.api.contact;

/** By which of the API's columns, and which way. */
public record Sorting(String column, boolean ascending) {

    public static final Sorting BY_NAME = new Sorting("name", true);

    public String order() {
        return ascending ? "asc" : "desc";
    }
}
