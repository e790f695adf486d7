package latchkey.admin.api.contact;

/** The API's column to sort by, and the direction. */
public record Sorting(String column, boolean ascending) {

    public static final Sorting BY_NAME = new Sorting("name", true);

    public String order() {
        return ascending ? "asc" : "desc";
    }
}
